using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>
/// What an in-process shop logs at the levels that its settings let through. An entry is a test's if it was logged in the test's
/// trace, or if it names a sale that the test created: the shop's background work has no trace.
/// </summary>
public sealed class ShopLog : ILoggerProvider, ITestLog
{
    private const int MaxEntries = 20_000;
    private const int MaxLines = 80;
    private readonly ConcurrentQueue<Entry> _entries = new();
    private readonly ConcurrentQueue<Entry> _errors = new();
    private readonly ConcurrentQueue<(string Test, string Sale)> _sales = new();
    private readonly string? _owner = TestLogs.Owner;

    public string Name => "the in-process shop";

    /// <summary>Attributes to a test what the shop logs about a sale.</summary>
    public void Attribute(string test, string sale) => _sales.Enqueue((test, sale));

    /// <summary>The errors that a test caused; all errors if the test started this shop for itself.</summary>
    public IReadOnlyList<string> ErrorsOf(string? test) => [.. _errors.Where(IsOf(test)).Select(e => $"{e.Category}: {e.Text}")];

    /// <summary>The test's entries, and warnings of background work while it ran: a slow store concerns every test.</summary>
    public IReadOnlyList<string> LinesOf(TestRun test)
    {
        var isOf = IsOf(test.Id);
        var lines = _entries.Where(e => isOf(e) || IsBackgroundWarning(e, test)).SelectMany(Lines).ToList();
        return lines.Count <= MaxLines ? lines : [$"({lines.Count - MaxLines} earlier lines)", .. lines[^MaxLines..]];
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private static bool IsBackgroundWarning(Entry entry, TestRun test) =>
        entry is { TraceId: null, Level: >= LogLevel.Warning } && entry.At >= test.StartedAt;

    private static IEnumerable<string> Lines(Entry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.At:HH:mm:ss.fff} {entry.Level} {entry.Category}: {entry.Text}")
            .Split('\n').Select(line => line.TrimEnd());

    private Func<Entry, bool> IsOf(string? test)
    {
        if (test is null) return _ => false;
        if (test == _owner) return _ => true;
        var (trace, sales) = (TestTrace.TraceIdOf(test), _sales.Where(s => s.Test == test).Select(s => s.Sale).ToList());
        return e => e.TraceId == trace || sales.Exists(sale => e.Text.Contains(sale, StringComparison.Ordinal));
    }

    private void Add(Entry entry)
    {
        if (entry.Level >= LogLevel.Error) _errors.Enqueue(entry);
        _entries.Enqueue(entry);
        while (_entries.Count > MaxEntries) _entries.TryDequeue(out _);
    }

    private sealed record Entry(DateTimeOffset At, LogLevel Level, string Category, string? TraceId, string Text);

    private sealed class Logger(ShopLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var (trace, text) = (Activity.Current?.TraceId.ToHexString(), $"{formatter(state, exception)} {exception}".TrimEnd());
            log.Add(new(TimeProvider.System.GetUtcNow(), logLevel, category, trace, text));
        }
    }
}
