using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Tests.Fixtures;

namespace ScaleMart.Web.Tests.Live;

/// <summary>Two processes' worth of shop over one Redis of their own. Their documents are apart, so the second is given a sale by hand.</summary>
internal sealed class TwoShops : IAsyncDisposable
{
    private TwoShops(RedisServer redis, ShopFixture one, ShopFixture other) => (Redis, One, Other) = (redis, one, other);

    public RedisServer Redis { get; }

    public ShopFixture One { get; }

    public ShopFixture Other { get; }

    public static async Task<TwoShops> StartedAsync(params (string Key, string Value)[] settings)
    {
        var redis = await RedisServer.StartedAsync();
        var all = new Dictionary<string, string> { ["ConnectionStrings:Redis"] = redis.Address };
        foreach (var (key, value) in settings) all[key] = value;
        var shops = new TwoShops(redis, ShopFixture.With(all), ShopFixture.With(all));
        await shops.One.InitializeAsync();
        await shops.Other.InitializeAsync();
        return shops;
    }

    /// <summary>A sale that both know.</summary>
    public async Task<string> SaleAsync(int quantity = 10)
    {
        var id = await One.SaleAsync(quantity: quantity);
        await Other.Services.GetRequiredService<SaleCatalogue>().AddAsync((await One.Services.GetRequiredService<SaleCatalogue>().FindAsync(id))!);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await Other.DisposeAsync();
        await One.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
