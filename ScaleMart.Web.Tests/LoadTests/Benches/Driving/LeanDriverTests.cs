using System.Text.RegularExpressions;
using ScaleMart.LoadTests.Benches.Driving;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Driving;

public sealed partial class LeanDriverTests
{
    private const string Accepted = "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}";
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task The_open_model_sends_exactly_as_many_as_are_due_each_under_a_key_of_its_own()
    {
        using var server = new TinyServer(Accepted);
        var run = await new LeanDriver(server.Address, 3).OpenModelAsync(Requests.Buy(server.Address, "s1", "run", ["a", "b"]), 500, Short);

        Assert.Equal(100, run.Answers);
        Assert.Equal(new Dictionary<int, long> { [202] = 100 }, run.Statuses);
        Assert.Equal(100, run.Latency.TotalCount);
        var keys = server.Requests.Select(r => Key().Match(r)).ToArray();
        Assert.All(keys, k => Assert.True(k.Success));
        Assert.Equal(100, keys.Select(k => k.Groups[2].Value).Distinct().Count());
        Assert.Equal(50, keys.Count(k => k.Groups[1].Value == "a"));
        Assert.All(server.Requests, r => Assert.EndsWith("\r\n\r\n{\"quantity\":1}", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_closed_model_counts_every_answer_by_its_status()
    {
        using var server = new TinyServer("HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n", "{}");
        var run = await new LeanDriver(server.Address, 2).ClosedModelAsync(Requests.Post(server.Address, "/here", "{}"), Short);

        Assert.Equal([409], run.Statuses.Keys);
        Assert.Equal(run.Answers, server.Requests.Count);
        Assert.Equal(run.Answers, run.Latency.TotalCount);
    }

    [Fact]
    public async Task Who_waits_for_a_free_connection_has_waited_since_they_were_due()
    {
        // The first holds the one connection for a second: the nineteen that are due in the first fifth of it wait 0.8 s each, and no less than
        // half of that however late this machine begins.
        using var server = new TinyServer(Accepted) { FirstTakes = TimeSpan.FromSeconds(1) };
        var run = await new LeanDriver(server.Address, 1).OpenModelAsync(Requests.Noop(server.Address), 100, Short);

        Assert.Equal(20, run.Answers);
        Assert.InRange(run.Lateness.GetValueAtPercentile(60), 400_000, long.MaxValue);
        Assert.InRange(run.Latency.GetValueAtPercentile(60), 400_000, long.MaxValue);
    }

    [Fact]
    public async Task A_dropped_connection_ends_the_run_with_a_fault()
    {
        using var server = new TinyServer("HTTP/1.1 200 OK\r\n", null);

        await Assert.ThrowsAsync<IOException>(() => new LeanDriver(server.Address, 2).OpenModelAsync(Requests.Noop(server.Address), 100, Short));
    }

    [GeneratedRegex(@"Authorization: Bearer (\w)\r\nIdempotency-Key: (run-\d+)\r\n")]
    private static partial Regex Key();
}
