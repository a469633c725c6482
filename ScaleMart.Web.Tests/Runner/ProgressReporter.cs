using ScaleMart.Web.Tests.Runner;
using Xunit.Runner.Common;
using Xunit.Sdk;

[assembly: RegisterRunnerReporter(typeof(ProgressReporter))]

namespace ScaleMart.Web.Tests.Runner;

/// <summary>
/// The reporter of <c>./test.sh</c> (<c>-reporter progress</c>): a line a minute, the log lines of a test that failed, and at the end the
/// slowest tests. What failed also goes into the file that the environment variable <c>SCALEMART_TEST_FAILED</c> names.
/// </summary>
public sealed class ProgressReporter : IRunnerReporter
{
    public bool CanBeEnvironmentallyEnabled => false;

    public string Description => "show progress once a minute, log lines of failed tests and the slowest tests";

    public bool ForceNoLogo => false;

    public bool IsEnvironmentallyEnabled => false;

    public string RunnerSwitch => "progress";

    public ValueTask<IRunnerReporterMessageHandler> CreateMessageHandler(IRunnerLogger logger, IMessageSink? diagnosticMessageSink) =>
        new(new ProgressReporterHandler(logger, Environment.GetEnvironmentVariable("SCALEMART_TEST_FAILED"), TimeProvider.System));
}
