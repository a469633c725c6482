using System.Globalization;

namespace ScaleMart.LoadTests.Benches.Figures;

/// <summary>Processor time by who spent it, in cores: 1 is one core for all of the time.</summary>
public sealed record Cores(double Driver, double Web, double Redis, double Others)
{
    private const double MuchForADriver = 0.6, MuchForOthers = 0.15;

    public static Cores Mean(IReadOnlyCollection<Cores> all) =>
        new(all.Average(c => c.Driver), all.Average(c => c.Web), all.Average(c => c.Redis), all.Average(c => c.Others));

    /// <summary>What makes the figure less than sure, in sentences.</summary>
    public IEnumerable<string> Doubts()
    {
        if (Driver > MuchForADriver) yield return string.Create(CultureInfo.InvariantCulture, $"The driver itself took {Driver:0.00} of a core.");
        if (Others > MuchForOthers) yield return string.Create(CultureInfo.InvariantCulture, $"Somebody else took {Others:0.00} of a core meanwhile.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"driver {Driver:0.00}, web {Web:0.00}, redis {Redis:0.00}, others {Others:0.00}");
}
