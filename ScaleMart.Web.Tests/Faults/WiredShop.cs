using MongoDB.Driver;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>One web process, and wires to both of its stores on which a test can keep back what passes.</summary>
internal sealed class WiredShop : IAsyncDisposable
{
    private WiredShop(ShopStores stores)
    {
        Stores = stores;
        (ToRedis, ToDocuments) = (new Relay(stores.Redis.Port), new Relay(stores.Faulty.Port));
        // Direct: the stand-in's greeting names its own address, and a driver that looks for a replica set would go there past the wire.
        var documents = new MongoUrlBuilder(stores.Settings["ConnectionStrings:MongoDB"]) { Server = MongoServerAddress.Parse(ToDocuments.Address), DirectConnection = true };
        Shop = new ShopProcess("/dev/null/nowhere", new Dictionary<string, string>(Load.Settings)
        {
            ["ConnectionStrings:Redis"] = ToRedis.Address,
            ["ConnectionStrings:MongoDB"] = documents.ToString(),
        });
    }

    public ShopStores Stores { get; }

    public Relay ToRedis { get; }

    public Relay ToDocuments { get; }

    public ShopProcess Shop { get; }

    public Uri Address => Shop.Anyone.Http.BaseAddress!;

    public static async Task<WiredShop> StartAsync()
    {
        var wired = new WiredShop(await ShopStores.FaultyAsync());
        try
        {
            await wired.Shop.StartAsync();
            return wired;
        }
        catch
        {
            await wired.DisposeAsync();
            throw;
        }
    }

    /// <summary><c>kill -9</c>; what was kept back on the wires is lost with it, and nothing moves until <see cref="RestartAsync"/>.</summary>
    public void Kill()
    {
        Shop.Kill();
        foreach (var wire in new[] { ToRedis, ToDocuments })
        {
            wire.Cut();
            wire.Release();
            wire.Requests.Release();
        }
    }

    public Task RestartAsync()
    {
        ToRedis.Restore();
        ToDocuments.Restore();
        return Shop.RestartAsync();
    }

    /// <summary>An admin's refund; the shop may die over it.</summary>
    public async Task RefundAsync(string order)
    {
        try
        {
            await Shop.Admin.PostAsync($"/api/admin/orders/{order}/refund", new { reason = "broken" });
        }
        catch (HttpRequestException)
        {
            // It did: nobody was told.
        }
    }

    /// <summary>Returns when a drain has claimed the order.</summary>
    public Task ClaimedAsync(Lot lot, string order) => Wait.UntilAsync(
        async () => (RedisValue[])(await Stores.Redis.DoAsync("HVALS", $"{new SaleKeys(lot.SaleId).Claims}"))!, claims => claims.Any(c => c.ToString().Contains(order, StringComparison.Ordinal)), $"order {order} is claimed");

    /// <summary>Returns when so many commands of that name have come to the stand-in since it had seen <paramref name="before"/>.</summary>
    public Task SeenAsync(string command, int times, int before) =>
        Wait.UntilAsync(() => Task.FromResult(Seen(command) - before), seen => seen >= times, $"{times} times {command} has come");

    public int Seen(string command) => Stores.Faulty.Seen.Count(c => c == command);

    /// <summary>A payment that was begun ten minutes earlier than it was, and is looked at now.</summary>
    public async Task MakeOldAsync(OrderRecord paying)
    {
        var old = paying with { Timeline = [.. paying.Timeline.Select(e => e with { At = e.At.AddMinutes(-10) })] };
        var keys = new SaleKeys(paying.SaleId);
        await Stores.Redis.DoAsync("HSET", $"{keys.Orders}", paying.Id, RecordLine.Write(old));
        await Stores.Redis.DoAsync("ZADD", $"{keys.Unsettled}", 0, paying.Id);
    }

    /// <summary>Whatever payment or refund is open is looked at now, and not in some seconds.</summary>
    public async Task LookNowAsync(Lot lot)
    {
        var unsettled = $"{new SaleKeys(lot.SaleId).Unsettled}";
        foreach (var order in (RedisValue[])(await Stores.Redis.DoAsync("ZRANGE", unsettled, 0, -1))!) await Stores.Redis.DoAsync("ZADD", unsettled, "XX", 0, order);
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await ToRedis.DisposeAsync();
        await ToDocuments.DisposeAsync();
        await Stores.DisposeAsync();
    }
}
