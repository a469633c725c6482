using ScaleMart.LoadTests.Measuring;

namespace ScaleMart.LoadTests.Engines;

/// <summary>The engine that is always there: both models of its own, measured by HdrHistogram.</summary>
public sealed class HdrEngine : IEngine
{
    public string Name => "ScaleMart's own, on HdrHistogram";

    public Task<EngineRun> RunAsync(Workload load, Meter meter, Func<Play, Task> iterate, CancellationToken stop)
    {
        meter.Start(load.WarmUp);
        return load.Rate is null ? new ClosedModel(load, meter).RunAsync(iterate, stop) : new OpenModel(load, meter).RunAsync(iterate, stop);
    }
}
