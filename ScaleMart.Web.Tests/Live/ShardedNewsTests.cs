using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

/// <summary>A crowd in many shards at two processes over one Redis, and a budget that makes it wait.</summary>
[Trait("stores", "own")]
public sealed class ShardedNewsTests : IAsyncLifetime
{
    private const int Crowd = 300, Shard = 10;
    private TwoShops _shops = null!;

    public async ValueTask InitializeAsync() => _shops = await TwoShops.StartedAsync(("Live:ShardSize", $"{Shard}"), ("Live:MessagesPerSecond", "600"));

    public ValueTask DisposeAsync() => _shops.DisposeAsync();

    [Fact]
    public async Task Everyone_in_a_large_crowd_hears_the_newest_and_nothing_older_after_it()
    {
        var sale = await _shops.SaleAsync(quantity: 100);
        var crowd = new Listener[Crowd];
        try
        {
            await Parallel.ForAsync(0, Crowd, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) =>
            {
                crowd[n] = await Listener.AtAsync((n % 2 == 0 ? _shops.One : _shops.Other).Address, options: o => (o.SkipNegotiation, o.Transports) = (true, HttpTransportType.WebSockets));
                await crowd[n].WatchAsync(sale);
            });
            foreach (var shop in (ShopFixture[])[_shops.One, _shops.Other]) Assert.Equal(Crowd / 2 / Shard, shop.Services.GetRequiredService<Web.Live.Audience>().Report().Shards![sale].Length);
            for (var held = 1; held <= 20; held++) await _shops.One.Shopper().HoldAsync(sale);
            await AllAsync(crowd, "stockChanged", n => n.GetProperty("held").GetInt32() == 20);
            // Not all in one moment: the budget has for a tenth of a second what tells a few shards.
            Assert.True(crowd.Select(ReadAt).Distinct().Count() > 1, "Everyone was told at once.");
            await AllAsync(crowd, "watchersChanged", n => n.GetProperty("watchers").GetInt32() == Crowd);

            // Sold out and back: everybody hears of it.
            Expect.Status(200, await _shops.One.Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = -80, reason = "broken" }));
            await AllAsync(crowd, "stockChanged", n => n.GetProperty("state").GetString() == "soldOut");
            Expect.Status(200, await _shops.One.Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = 5, reason = "found" }));
            await AllAsync(crowd, "stockChanged", n => n.GetProperty("available").GetInt32() == 5);

            Expect.Status(200, await _shops.One.Admin.PutAsync($"/api/admin/sales/{sale}", new { perCustomerLimit = 7 }));
            await AllAsync(crowd, "saleChanged", n => n.GetProperty("sale").GetProperty("perCustomerLimit").GetInt32() == 7);

            var (gone, kept) = (crowd[..(Crowd / 2)], crowd[(Crowd / 2)..]);
            await Parallel.ForEachAsync(gone, async (listener, _) => await listener.CallAsync("UnwatchSale", sale));
            await _shops.One.Shopper().HoldAsync(sale);
            await AllAsync(kept, "stockChanged", n => n.GetProperty("held").GetInt32() == 21);
            Assert.All(gone, listener => Assert.DoesNotContain(listener.Heard("stockChanged"), n => n.GetProperty("held").GetInt32() == 21));
            Assert.All(crowd, NothingOlderAfterNewer);
        }
        finally
        {
            await Parallel.ForEachAsync(crowd.Where(listener => listener is not null), async (listener, _) => await listener.DisposeAsync());
        }
    }

    private static DateTimeOffset ReadAt(Listener listener) => listener.Heard("stockChanged").First(n => n.GetProperty("held").GetInt32() == 20).GetProperty("at").GetDateTimeOffset();

    private static async Task AllAsync(IEnumerable<Listener> crowd, string kind, Func<JsonElement, bool> wanted, [CallerArgumentExpression(nameof(wanted))] string what = "") =>
        await Task.WhenAll(crowd.Select(listener => listener.HearsAsync(kind, wanted, what)));

    private static void NothingOlderAfterNewer(Listener listener)
    {
        var versions = listener.Heard("stockChanged").Select(n => n.GetProperty("version").GetInt64()).ToList();
        Assert.Equal(versions.Order(), versions);
    }
}
