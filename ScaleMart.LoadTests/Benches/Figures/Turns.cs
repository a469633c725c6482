using ScaleMart.LoadTests.Benches.Driving;

namespace ScaleMart.LoadTests.Benches.Figures;

/// <summary>What phases that took turns have measured, by their names, a drive a round.</summary>
public sealed record Turns(string Row, IReadOnlyDictionary<string, List<Drive>> Drives)
{
    /// <summary>One phase over another, each round's own two, then the spread of those ratios.</summary>
    public Spread Ratio(string over, string under) => Spread.Of(Drives[over].Zip(Drives[under], (o, u) => o.Rate / u.Rate));

    public Part Part(string phase, string unit) => new(phase, Spread.Of(Drives[phase].Select(d => d.Rate)), unit, Cores.Mean([.. Drives[phase].Select(d => d.Cores)]));

    /// <summary>The ratio of two phases, with both of them as its parts and with what makes it less than sure.</summary>
    public Finding Compare(string name, string over, string under, string unit, string underUnit, Goal? goal = null)
    {
        Part[] parts = [Part(over, unit), Part(under, underUnit)];
        return new Finding(Row, name, Ratio(over, under), goal, parts) { Notes = [.. parts.SelectMany(p => p.Cpu!.Doubts().Select(d => $"{p.Name}: {d}"))] };
    }
}
