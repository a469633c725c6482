using ScaleMart.LoadTests.Measuring;

namespace ScaleMart.LoadTests.Engines;

/// <summary>
/// Plays iterations as a workload says, and lets the meter know. Which engine it is changes neither the scenario nor its verdict.
/// </summary>
public interface IEngine
{
    string Name { get; }

    /// <summary>
    /// Returns when all that began has ended. <paramref name="iterate"/> must not fail; if it does, the run ends with that fault.
    /// <paramref name="stop"/> ends it early, without a fault.
    /// </summary>
    Task<EngineRun> RunAsync(Workload load, Meter meter, Func<Play, Task> iterate, CancellationToken stop);
}

/// <summary>
/// How many iterations began; of those, how many later than they were due because too many were under way; and how many were due and
/// never began for the same reason. The closed model has neither.
/// </summary>
public sealed record EngineRun(long Begun, long Late = 0, long NeverBegun = 0);
