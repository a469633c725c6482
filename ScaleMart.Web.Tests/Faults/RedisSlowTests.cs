using System.Globalization;
using System.Text.RegularExpressions;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// Redis answers late and a few bytes at a time while more shop than can be served: the process keeps its threads, its memory and
/// its health, whoever finds the waiting room full hears so at once, and when Redis is quick again all is as before.
/// </summary>
[Trait("stores", "own")]
public sealed partial class RedisSlowTests(ShopBehindWire wired, ITestOutputHelper output) : IClassFixture<ShopBehindWire>
{
    private const int Crowd = 150;
    private const int Megabytes = 1024 * 1024;
    private static readonly TimeSpan Slow = Length.OfSeconds(4, 60);

    [Fact]
    public async Task Two_hundred_milliseconds_late_and_in_slivers_the_shop_keeps_its_threads_its_memory_and_its_health()
    {
        var lot = await Lot.MakeAsync(wired.Shop.Admin, 20_000, 2);
        using var load = new Load(lot, [wired.Shop.Anyone.Http.BaseAddress!], Environment.TickCount) { Shoppers = Crowd };
        var before = await FiguresAsync();
        var (threads, queue, memory, health) = (before.Threads, before.Queue, before.Memory, TimeSpan.Zero);
        var recovered = TimeSpan.Zero;
        await Trial.RunAsync(load, wired.Stocktaking, async () =>
        {
            await Wait.UntilAsync(() => Task.FromResult(load.History.Count), n => n > 50, "the crowd shops");
            (wired.Wire.Delay, wired.Wire.Sliver) = (TimeSpan.FromMilliseconds(200), 64);
            var began = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(began) < Slow)
            {
                var asked = TimeProvider.System.GetTimestamp();
                Expect.Status(200, await wired.Shop.Anyone.GetAsync("/healthz/live"));
                if (TimeProvider.System.GetElapsedTime(asked) is var took && took > health) health = took;
                var now = await FiguresAsync();
                (threads, queue, memory) = (Math.Max(threads, now.Threads), Math.Max(queue, now.Queue), Math.Max(memory, now.Memory));
                await Task.Delay(100);
            }

            (wired.Wire.Delay, wired.Wire.Sliver) = (TimeSpan.Zero, 0);
            var mended = TimeProvider.System.GetTimestamp();
            await Wait.UntilAsync(() => load.Shopper("late").BuyAsync(lot.SaleId, "late"), o => o.Outcome == Outcome.Ok, "the shop sells as before");
            recovered = TimeProvider.System.GetElapsedTime(mended);
            return 1;
        }, output);

        var refused = load.History.Where(o => o.Status == 503).Select(o => o.Returned - o.Invoked).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"slow {Slow.TotalSeconds} s, {Crowd} shoppers: {threads} threads ({before.Threads} before), thread pool queue {queue}, memory {memory / Megabytes} MiB ({before.Memory / Megabytes} before), health after {health.TotalMilliseconds:0} ms at most; "
            + $"{refused.Count} refusals, the quickest after {refused.FirstOrDefault().TotalMilliseconds:0} ms, the longest after {refused.LastOrDefault().TotalSeconds:0.00} s; sells again after {recovered.TotalSeconds:0.00} s"));
        Assert.InRange(threads, 1, 64);
        Assert.InRange(queue, 0, 1_000);
        Assert.InRange(memory - before.Memory, long.MinValue, 200 * Megabytes);
        Assert.InRange(health, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Contains(refused, took => took < TimeSpan.FromMilliseconds(200));
        Assert.DoesNotContain(load.History, o => o.Status is 0 or 500);
    }

    private async Task<(int Threads, long Queue, long Memory)> FiguresAsync()
    {
        var metrics = (await wired.Shop.Anyone.GetAsync("/metrics")).Text;
        long Figure(string name) => long.Parse(Line().Matches(metrics).First(m => m.Groups["name"].Value.StartsWith(name, StringComparison.Ordinal)).Groups["value"].Value, CultureInfo.InvariantCulture);
        return ((int)Figure("dotnet_thread_pool_thread_count"), Figure("dotnet_thread_pool_queue_length"), Figure("dotnet_process_memory_working_set_bytes"));
    }

    [GeneratedRegex(@"^(?<name>dotnet_[a-z_]+)(\{[^}]*\})? (?<value>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
