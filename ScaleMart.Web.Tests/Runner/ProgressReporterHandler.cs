using System.Collections.Concurrent;
using Xunit.Runner.Common;
using Xunit.Sdk;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>Prints what the default reporter prints, the progress, and for each failed test the log lines that may explain it.</summary>
internal sealed class ProgressReporterHandler : DefaultRunnerReporterMessageHandler, IRunnerReporterMessageHandler
{
    private const int SlowestShown = 10;
    private const int MaxMessageLines = 20;
    private const int MaxStackLines = 8;
    private const int MaxLineLength = 400;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly TestProgress _progress;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly string? _failedFile;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _startedAt = new(StringComparer.Ordinal);

    public ProgressReporterHandler(IRunnerLogger logger, string? failedFile, TimeProvider time)
        : base(logger)
    {
        TestLogs.Enable();
        (_failedFile, _time, _progress) = (failedFile, time, new TestProgress(time));
        _timer = time.CreateTimer(_ => Print(_progress.Describe()), null, Period, Period);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _timer.DisposeAsync();
        await DisposeAsync();
    }

    protected override void HandleTestAssemblyDiscoveryFinished(MessageHandlerArgs<TestAssemblyDiscoveryFinished> args)
    {
        base.HandleTestAssemblyDiscoveryFinished(args);
        _progress.Discovered(args.Message.TestCasesToRun);
    }

    protected override void HandleTestStarting(MessageHandlerArgs<ITestStarting> args)
    {
        base.HandleTestStarting(args);
        _startedAt[args.Message.TestUniqueID] = _time.GetUtcNow();
        _progress.Started(args.Message.TestUniqueID, args.Message.TestDisplayName);
    }

    protected override void HandleTestFailed(MessageHandlerArgs<ITestFailed> args)
    {
        var test = args.Message;
        _progress.Failed();
        Note(MetadataCache.TryGetTestMetadata(test)?.TestDisplayName, test);
        var run = new TestRun(test.TestUniqueID, _startedAt.GetValueOrDefault(test.TestUniqueID));
        lock (Logger.LockObject)
        {
            base.HandleTestFailed(args);
            foreach (var log in TestLogs.Of(test.TestUniqueID, test.TestClassUniqueID, test.TestCollectionUniqueID, test.AssemblyUniqueID))
            {
                var lines = log.LinesOf(run);
                if (lines.Count > 0) Print($"      Log of {log.Name}:", lines.Select(line => $"        {Cut(line)}"));
            }
        }
    }

    protected override void HandleTestFinished(MessageHandlerArgs<ITestFinished> args)
    {
        base.HandleTestFinished(args);
        _progress.Finished(args.Message.TestUniqueID, args.Message.ExecutionTime);
        _startedAt.TryRemove(args.Message.TestUniqueID, out _);
        TestLogs.Remove(args.Message.TestUniqueID);
    }

    protected override void HandleTestCaseFinished(MessageHandlerArgs<ITestCaseFinished> args)
    {
        base.HandleTestCaseFinished(args);
        _progress.CaseFinished();
    }

    protected override void HandleTestClassFinished(MessageHandlerArgs<ITestClassFinished> args)
    {
        base.HandleTestClassFinished(args);
        TestLogs.Remove(args.Message.TestClassUniqueID);
    }

    protected override void HandleTestCollectionFinished(MessageHandlerArgs<ITestCollectionFinished> args)
    {
        base.HandleTestCollectionFinished(args);
        TestLogs.Remove(args.Message.TestCollectionUniqueID);
    }

    protected override void HandleTestAssemblyFinished(MessageHandlerArgs<ITestAssemblyFinished> args)
    {
        base.HandleTestAssemblyFinished(args);
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Print("  Slowest tests:", _progress.Slowest(SlowestShown).Select(line => $"    {line}"));
    }

    protected override void HandleErrorMessage(MessageHandlerArgs<IErrorMessage> args)
    {
        base.HandleErrorMessage(args);
        Note("The run", args.Message);
    }

    protected override void HandleTestAssemblyCleanupFailure(MessageHandlerArgs<ITestAssemblyCleanupFailure> args)
    {
        base.HandleTestAssemblyCleanupFailure(args);
        Note("The end of a fixture of all tests", args.Message);
    }

    protected override void HandleTestCollectionCleanupFailure(MessageHandlerArgs<ITestCollectionCleanupFailure> args)
    {
        base.HandleTestCollectionCleanupFailure(args);
        Note($"The end of the fixture of {MetadataCache.TryGetCollectionMetadata(args.Message)?.TestCollectionDisplayName}", args.Message);
    }

    protected override void HandleTestClassCleanupFailure(MessageHandlerArgs<ITestClassCleanupFailure> args)
    {
        base.HandleTestClassCleanupFailure(args);
        Note($"The end of the fixture of {MetadataCache.TryGetClassMetadata(args.Message)?.TestClassName}", args.Message);
    }

    // The Redis client's messages, for instance, are longer than any screen.
    private static string Cut(string line) => line.Length <= MaxLineLength ? line : line[..MaxLineLength] + "…";

    private static IEnumerable<string> Few(string? text, int most) =>
        (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(most).Select(line => Cut(line.TrimEnd()));

    private void Print(string title, IEnumerable<string>? lines = null)
    {
        lock (Logger.LockObject)
        {
            foreach (var line in (lines ?? []).Prepend(title)) Logger.LogImportantMessage(StackFrameInfo.None, line);
        }
    }

    // In brief, for the list at the end of the whole run.
    private void Note(string? what, IErrorMetadata fault)
    {
        if (_failedFile is null) return;
        string[] lines =
        [
            $"  {what} [FAIL]", .. Few(ExceptionUtility.CombineMessages(fault), MaxMessageLines).Select(line => $"    {line}"),
            .. Few(ExceptionUtility.CombineStackTraces(fault), MaxStackLines).Select(line => $"      {line.TrimStart()}"),
        ];
        lock (_progress) File.AppendAllLines(_failedFile, lines);
    }
}
