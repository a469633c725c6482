using System.Collections.Concurrent;
using Xunit;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>A test, for whom log lines are wanted.</summary>
/// <param name="Id">Its unique id.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record TestRun(string Id, DateTimeOffset StartedAt);

/// <summary>Where a test's log lines come from: an in-process shop or a child process.</summary>
public interface ITestLog
{
    /// <summary>What it is the log of.</summary>
    string Name { get; }

    /// <summary>The lines that may explain why the test failed, oldest first, limited in number.</summary>
    IReadOnlyList<string> LinesOf(TestRun test);
}

/// <summary>
/// The logs of everything that tests started, by owner: the test, class, collection or assembly whose code started it. They are kept
/// until the owner has ended, and only if a reporter is there to print and remove them.
/// </summary>
internal static class TestLogs
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<ITestLog>> ByOwner = new(StringComparer.Ordinal);
    private static volatile bool _isEnabled;

    /// <summary>The unique id of what runs now: a test, else the class, collection or assembly whose fixture starts or ends.</summary>
    public static string? Owner => TestContext.Current is var now
        ? now.Test?.UniqueID ?? now.TestClass?.UniqueID ?? now.TestCollection?.UniqueID ?? now.TestAssembly?.UniqueID
        : null;

    public static void Enable() => _isEnabled = true;

    /// <summary>Keeps a log for the current owner.</summary>
    public static void Add(ITestLog log)
    {
        if (Owner is { } owner) Add(owner, log);
    }

    public static void Add(string owner, ITestLog log)
    {
        if (_isEnabled) ByOwner.GetOrAdd(owner, _ => new()).Enqueue(log);
    }

    /// <summary>The logs of these owners.</summary>
    public static IReadOnlyList<ITestLog> Of(params IEnumerable<string?> owners) =>
        [.. owners.OfType<string>().SelectMany(owner => ByOwner.TryGetValue(owner, out var logs) ? [.. logs] : Array.Empty<ITestLog>())];

    public static void Remove(string? owner)
    {
        if (owner is not null) ByOwner.TryRemove(owner, out _);
    }
}
