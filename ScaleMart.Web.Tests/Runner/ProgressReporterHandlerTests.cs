using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Live;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>What the reporter prints about a failed test.</summary>
public sealed class ProgressReporterHandlerTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PrintedLines _printed = new();
    private readonly ReportedTest _test = new($"class-{Ids.New()}", $"test-{Ids.New()}");
    private readonly ProgressReporterHandler _handler;

    public ProgressReporterHandlerTests() => _handler = new(_printed, FailedFile, new HandClock());

    private string FailedFile => Path.Combine(_folder.Path, "failed.txt");

    [Fact]
    public void A_failed_test_is_printed_with_its_logs_and_its_fixtures_and_with_no_others()
    {
        TestLogs.Add(_test.Id, new FixedLog("its shop", "it slipped"));
        TestLogs.Add(_test.Class, new FixedLog("its fixture's Redis", "it was slow", new string('x', 401)));
        TestLogs.Add(_test.Id, new FixedLog("a quiet shop"));
        TestLogs.Add($"{_test.Id}-another", new FixedLog("another's shop", "nothing to do with it"));

        Run(_test.Failed());

        Assert.Equal(
            [
                "      Log of its shop:", "        it slipped",
                "      Log of its fixture's Redis:", "        it was slow", $"        {new string('x', 400)}…",
            ],
            _printed.Lines.SkipWhile(line => !line.Contains("Log of", StringComparison.Ordinal)));
        Assert.Contains("    Orders.A_test [FAIL]", _printed.Lines);
    }

    [Fact]
    public void A_test_that_passed_is_printed_without_its_logs()
    {
        TestLogs.Add(_test.Id, new FixedLog("its shop", "it went well"));
        Run();
        Assert.Empty(_printed.Lines);
    }

    [Fact]
    public void A_tests_logs_are_kept_until_it_has_ended_and_its_classes_until_the_class_has()
    {
        TestLogs.Add(_test.Id, new FixedLog("its shop", "here"));
        TestLogs.Add(_test.Class, new FixedLog("its fixture's Redis", "here"));

        Run(_test.Failed());
        Assert.Empty(TestLogs.Of(_test.Id));
        Assert.Single(TestLogs.Of(_test.Class));

        _handler.OnMessage(_test.ClassFinished);
        Assert.Empty(TestLogs.Of(_test.Class));
    }

    [Fact]
    public void What_failed_is_noted_in_brief_for_the_end_of_the_run()
    {
        Run(_test.Failed(string.Join('\n', Enumerable.Range(1, 50)), string.Join('\n', Enumerable.Repeat("   at Orders.A_test()", 30))));

        var noted = File.ReadAllLines(FailedFile);
        Assert.Equal("  Orders.A_test [FAIL]", noted[0]);
        Assert.Equal(20, noted.Count(line => int.TryParse(line.Split(' ')[^1], out _)));
        Assert.Equal(8, noted.Count(line => line == "      at Orders.A_test()"));
    }

    [Fact]
    public void A_fixture_that_could_not_be_cleaned_up_is_noted_too()
    {
        _handler.OnMessage(ReportedTest.NotCleanedUp("the shop did not stop"));
        Assert.Contains("the shop did not stop", File.ReadAllText(FailedFile), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_handler).DisposeAsync();
        _folder.Dispose();
    }

    private void Run(IMessageSinkMessage? failed = null)
    {
        _handler.OnMessage(_test.Starting);
        if (failed is not null) _handler.OnMessage(failed);
        _handler.OnMessage(_test.Finished);
    }

    private sealed class FixedLog(string name, params string[] lines) : ITestLog
    {
        public string Name => name;

        public IReadOnlyList<string> LinesOf(TestRun test) => lines;
    }

    private sealed class PrintedLines : IRunnerLogger
    {
        public List<string> Lines { get; } = [];

        public object LockObject { get; } = new();

        public void LogMessage(StackFrameInfo stackFrame, string message) => Lines.Add(message);

        public void LogImportantMessage(StackFrameInfo stackFrame, string message) => Lines.Add(message);

        public void LogWarning(StackFrameInfo stackFrame, string message) => Lines.Add(message);

        public void LogError(StackFrameInfo stackFrame, string message) => Lines.Add(message);

        public void LogRaw(string message) => Lines.Add(message);

        public void WaitForAcknowledgment()
        {
        }
    }
}
