using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis.Profiling;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Queue;

/// <summary>The queue as an operator sees it while something is wrong.</summary>
[Trait("stores", "own")]
[Collection(TroubledShop.Name)]
public sealed partial class QueuePageTests(TroubledShop troubled)
{
    private readonly ShopFixture _shop = troubled.Shop;

    [Fact]
    public async Task It_shows_who_has_a_batch_which_is_overdue_and_what_is_tried_again_when()
    {
        var (sale, other) = (await _shop.SaleAsync(), await _shop.SaleAsync());
        await _shop.Admin.BalancedAsync(sale);
        var retried = await _shop.Shopper().HoldAsync(other);
        await _shop.Admin.BalancedAsync(other);
        using var admin = await Visitor.AdminAsync(_shop);
        // The ledger does not answer: the shop's own drain holds its batch, and takes no other over.
        troubled.Stall();
        try
        {
            await _shop.Shopper().HoldAsync(sale);
            await Wait.UntilAsync(() => troubled.Redis.HashLengthAsync(new SaleKeys(sale).Claims), n => n == 1, "the order is claimed");
            var now = await _shop.Services.GetRequiredService<RedisDoor>().TimeAsync();
            await troubled.Redis.HashSetAsync(new SaleKeys(other).Claims, "somebatch", $"stopped-one\t{RecordLine.Milliseconds(now.AddSeconds(-90))}\t{retried}");
            await troubled.Redis.HashSetAsync(new SaleKeys(other).Attempts, retried, "3\tthe ledger was tired");
            await troubled.Redis.SortedSetAddAsync(new SaleKeys(other).Retries, retried, now.AddHours(2).ToUnixTimeMilliseconds());

            foreach (var path in new[] { "/admin/queue", "/admin/queue?handler=now" })
            {
                // The part alone is as old as a second, since all who watch share it: another test may have looked just before.
                var html = (await Wait.UntilAsync(() => admin.GetAsync(path), a => a.Html.Contains("the ledger was tired", StringComparison.Ordinal), "what was put there last is shown")).Html;
                Assert.Matches("Lease\">([12]?[0-9]|30) s left", html);
                Assert.Matches(@"stopped-one[\s\S]*somebatch[\s\S]*Overdue by 1 min", html);
                Assert.Matches($@"{retried}[\s\S]*the ledger was tired[\s\S]*3 of 5[\s\S]*in 1 h 59 min", html);
            }

            Assert.Contains("1 overdue", (await admin.GetAsync("/admin/queue")).Html, StringComparison.Ordinal);
            var workers = Expect.Status(200, await _shop.Admin.GetAsync("/api/admin/queue")).Body.GetProperty("workers").EnumerateArray().ToList();
            Assert.Contains(workers, w => w.GetProperty("id").GetString() == "stopped-one" && w.GetProperty("inFlight").GetInt32() == 1);
        }
        finally
        {
            troubled.Release();
        }

        await troubled.Redis.KeyDeleteAsync([new SaleKeys(other).Retries, new SaleKeys(other).Attempts]);
        // The drain that goes on takes over what was overdue, and nobody holds anything any more.
        await Wait.UntilAsync(() => admin.GetAsync("/admin/queue"), seen => seen.Html.Contains("No batch is in flight", StringComparison.Ordinal), "all batches are ended");
    }

    [Fact]
    public async Task Two_thousand_dead_letters_are_a_short_page_that_asks_Redis_little()
    {
        var sale = await _shop.SaleAsync();
        var ann = _shop.Shopper();
        var order = await ann.HoldAsync(sale);
        var record = (await _shop.Services.GetRequiredService<OrderReader>().FindAsync(order))!;
        var ids = await troubled.PlantAsync(sale, record, 2_000, "nobody wants it");
        using var admin = await Visitor.AdminAsync(_shop);
        var sessions = new ConcurrentDictionary<ActivityTraceId, ProfilingSession>();
        _shop.Services.GetRequiredService<RedisDoor>().Connection.RegisterProfiler(() => Activity.Current is { } request ? sessions.GetValueOrDefault(request.TraceId) : null);
        try
        {
            var rows = new List<string>();
            var (path, most) = ($"/admin/queue/dead?sale={sale}", 20);
            foreach (var (url, shown) in new[] { (path, 50), ($"{path}&user={ann.Id}", 50), ("/admin/queue", 10) })
            {
                var trace = ActivityTraceId.CreateRandom();
                var session = sessions[trace] = new ProfilingSession();
                var seen = await admin.GetAsync(url, trace);
                Assert.Equal(200, seen.Status);
                var found = Rows().Matches(seen.Html).Select(m => m.Groups["id"].Value).ToList();
                Assert.Equal(shown, found.Count);
                if (url != "/admin/queue") Assert.Equal(ids.Take(shown), found);
                Assert.True(seen.Html.Length < 60_000, $"{url} is {seen.Html.Length} characters.");
                Assert.InRange(session.FinishProfiling().Count(c => c.Command is "HMGET" or "HSCAN"), 1, most);
            }

            // Page after page: every letter once.
            for (var next = path; rows.Count < 150;)
            {
                var html = (await admin.GetAsync(next)).Html;
                rows.AddRange(Rows().Matches(html).Select(m => m.Groups["id"].Value));
                next = Next().Match(html).Groups["url"].Value;
            }

            Assert.Equal(ids.Take(150), rows);
        }
        finally
        {
            await troubled.Redis.KeyDeleteAsync(new SaleKeys(sale).Dead);
            await troubled.Redis.HashDeleteAsync(new SaleKeys(sale).Orders, [.. ids.Select(id => (StackExchange.Redis.RedisValue)id)]);
        }
    }

    [Fact]
    public async Task While_Redis_is_away_it_shows_what_it_last_saw_and_says_so()
    {
        using var admin = await Visitor.AdminAsync(_shop);
        var known = await admin.GetAsync("/admin/queue");
        Assert.DoesNotContain("Redis does not answer", known.Html, StringComparison.Ordinal);
        troubled.Wire.Cut();
        try
        {
            var seen = await Wait.UntilAsync(() => admin.GetAsync("/admin/queue"), s => s.Html.Contains("Redis does not answer", StringComparison.Ordinal), "the page says that Redis is away");
            Assert.Equal(200, seen.Status);
            Assert.Contains("data-stale=\"true\"", seen.Html, StringComparison.Ordinal);
            Assert.Matches("This is the queue as it stood at [0-9:]{8} UTC", seen.Html);
            Assert.Equal(503, (await admin.GetAsync("/admin/queue/dead")).Status);
        }
        finally
        {
            troubled.Wire.Restore();
        }

        await Wait.UntilAsync(() => admin.GetAsync("/admin/queue?handler=figures"), s => s.Html.Contains("data-stale=\"false\"", StringComparison.Ordinal), "the queue is seen again");
        await Wait.UntilAsync(() => _shop.Anyone.GetAsync("/healthz/ready"), r => r.Status == 200, "the shop is ready again");
    }

    [GeneratedRegex("<th scope=\"row\"><a href=\"/admin/queue/dead/(?<id>[^\"]+)\"")]
    private static partial Regex Rows();

    [GeneratedRegex("href=\"(?<url>[^\"]+)\" rel=\"next\"")]
    private static partial Regex Next();
}
