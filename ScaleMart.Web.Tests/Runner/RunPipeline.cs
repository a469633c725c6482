using ScaleMart.LoadTests.Processes;
using ScaleMart.Web.Tests.Runner;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(RunPipeline))]

namespace ScaleMart.Web.Tests.Runner;

/// <summary>What happens once before all tests: child processes are put under their tests' names, and the watchdog starts.</summary>
public sealed class RunPipeline : ITestPipelineStartup
{
    public ValueTask StartAsync(IMessageSink diagnosticMessageSink)
    {
        Child.Started += child => TestLogs.Add(new ChildLog(child));
        TestRunWatchdog.StartUnlessWatched();
        return default;
    }

    public ValueTask StopAsync() => default;
}
