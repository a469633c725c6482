using ScaleMart.Web.Orders.Draining;

namespace ScaleMart.Web.Operations.Instances;

/// <summary>What one process says of itself, once a second. Rates are a second's, over the time since it reported last.</summary>
public sealed record InstanceReport
{
    public required string Name { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required bool Ready { get; init; }

    /// <summary>How it finds its stores and its drain; null as long as it has not looked.</summary>
    public IReadOnlyList<ComponentReport>? Components { get; init; }
    public required int Connections { get; init; }
    public required IReadOnlyDictionary<string, int> Watched { get; init; }
    public required double DrainedPerSecond { get; init; }
    public required int InFlight { get; init; }

    /// <summary>Its drains.</summary>
    public IReadOnlyList<DrainWorkerFigures> Workers { get; init; } = [];

    /// <summary>Refused before it was known for which sale, by reason, for each that occurred in the last minute.</summary>
    public required IReadOnlyDictionary<string, double> Refusals { get; init; }

    /// <summary>The sales that somebody tried to buy from in the last minute.</summary>
    public required IReadOnlyList<SaleReport> Sales { get; init; }
}

/// <summary>A store, or the drain, as one process finds it.</summary>
public sealed record ComponentReport(string Name, bool Well, string Detail, double? TookMs);

/// <summary>One sale's traffic at one process.</summary>
/// <param name="Accepted">A second's.</param>
/// <param name="Refusals">A second's, by reason, for each that occurred in the last minute.</param>
/// <param name="UnitsPerSecond">Units taken, over the last ten seconds.</param>
/// <param name="Answers">The accepted attempts' <see cref="AnswerTimes"/> of the last ten seconds; null when there was none.</param>
public sealed record SaleReport(string SaleId, double Accepted, IReadOnlyDictionary<string, double> Refusals, double UnitsPerSecond, string? Answers)
{
    public double Refused => Refusals.Values.Sum();
}
