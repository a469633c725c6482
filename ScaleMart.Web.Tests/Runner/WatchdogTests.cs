using System.Globalization;
using ScaleMart.LoadTests.Processes;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>The watchdog ends what belongs to its run, when its run is over, and nothing else.</summary>
public sealed class WatchdogTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    private string Folder => Path.Combine(_parent.Path, "scalemart-test-1");

    [Fact]
    public async Task It_ends_each_process_of_its_run_and_their_children_and_no_other()
    {
        await using var run = Tagged(Folder, "env -i sleep 100 & sleep 100 & wait");
        await using var another = Tagged(Folder + "2", "exec sleep 100");
        await Wait.UntilAsync(() => Task.FromResult(ChildrenOf(run.Id)), children => children.Count == 2, "the run has started two more");
        var children = ChildrenOf(run.Id);

        Assert.Equal(0, await WatchAsync(Folder));

        Assert.All(children.Append(run.Id), id => Assert.False(Lives(id), $"{id} lives."));
        Assert.True(Lives(another.Id));
    }

    [Fact]
    public async Task It_waits_for_the_end_of_its_owner_and_takes_the_folder_along()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "data"));
        await using var owner = Child.Start("sleep", ["100"]);
        await using var run = Tagged(Folder, "exec sleep 100");
        TestRunWatchdog.Start(Folder, owner.Id);
        var watchdog = await Wait.UntilAsync(() => Task.FromResult(Watchdog()), found => found is not null, "the watchdog runs");
        Assert.True(Lives(run.Id));
        // It keeps no output open, or a CI server would wait for it.
        foreach (var stream in new[] { 0, 1, 2 })
            Assert.Equal("/dev/null", File.ResolveLinkTarget($"/proc/{watchdog}/fd/{stream}", returnFinalTarget: false)!.FullName);

        owner.Kill();

        var seen = () => Task.FromResult((Lives(run.Id), Directory.Exists(Folder), Watchdog()));
        await Wait.UntilAsync(seen, what => what == (false, false, null), "the run, its folder and the watchdog are gone");
    }

    [Fact]
    public async Task It_refuses_a_folder_that_is_not_a_runs()
    {
        await using var run = Tagged(_parent.Path, "exec sleep 100");
        Assert.Equal(2, await WatchAsync(_parent.Path));
        Assert.True(Lives(run.Id));
    }

    [Fact]
    public async Task A_redis_server_keeps_the_environment_that_it_is_found_by()
    {
        await using var redis = await RedisProcess.StartedAsync("no");
        var run = $"{TestRunWatchdog.Variable}={Environment.GetEnvironmentVariable(TestRunWatchdog.Variable)}";
        Assert.Contains(run, Says(redis.Running.Id, "environ").Split('\0'));
    }

    public void Dispose() => _parent.Dispose();

    private static Child Tagged(string folder, string command) =>
        Child.Start("sh", ["-c", command], new Dictionary<string, string> { [TestRunWatchdog.Variable] = folder });

    private static async Task<int> WatchAsync(string folder)
    {
        await using var watchdog = Child.Start("bash", [TestRunWatchdog.Script, folder]);
        return await watchdog.ExitAsync();
    }

    private int? Watchdog()
    {
        var arguments = $"{TestRunWatchdog.Script}\0{Folder}\0";
        var found = Processes().Where(id => Says(id, "cmdline").Contains(arguments, StringComparison.Ordinal)).ToList();
        return found.Count == 0 ? null : found[0];
    }

    private static List<int> ChildrenOf(int parent) =>
        [.. Processes().Where(id => Says(id, "status").Contains($"\nPPid:\t{parent}\n", StringComparison.Ordinal))];

    // A zombie has ended.
    private static bool Lives(int id) =>
        Says(id, "status") is { Length: > 0 } status && !status.Contains("\nState:\tZ", StringComparison.Ordinal);

    private static IEnumerable<int> Processes() => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    private static string Says(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ""; // It has ended meanwhile, or is another's.
        }
    }
}
