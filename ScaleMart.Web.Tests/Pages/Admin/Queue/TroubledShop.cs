using Microsoft.Extensions.DependencyInjection;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Queue;

/// <summary>A shop whose ledger refuses what a test wants refused, and whose Redis can be cut off. Its tests run one after the other.</summary>
public sealed class TroubledShop : IAsyncLifetime
{
    public const string Name = "troubled shop";
    private const string ViewerEmail = "viewer@scalemart.test";
    private ShopStores _stores = null!;

    public ShopFixture Shop { get; private set; } = null!;

    public Relay Wire { get; private set; } = null!;

    public IDatabase Redis => Shop.Services.GetRequiredService<RedisDoor>().Database;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        Wire = new Relay(_stores.Redis.Port);
        Shop = ShopFixture.With(new Dictionary<string, string>(_stores.Settings)
        {
            ["ConnectionStrings:Redis"] = Wire.Address,
            ["Orders:RetryMilliseconds"] = "1",
            ["Orders:LeaseSeconds"] = "30",
        });
        await Shop.InitializeAsync();
        var hash = await Shop.Services.GetRequiredService<Passwords>().HashAsync(ShopSettings.AdminPassword);
        Assert.True(await Shop.Services.GetRequiredService<IUserBook>().AddAsync(new User(new Web.Accounts.Account("viewer", ViewerEmail, "Vi Ewer", Roles.Viewer, TimeProvider.System.GetUtcNow()), hash!)));
    }

    public async Task<Visitor> ViewerAsync()
    {
        var visitor = new Visitor(Shop);
        Assert.Equal(302, (await visitor.PostAsync("/account/signin", "/account/signin", ("email", ViewerEmail), ("password", ShopSettings.AdminPassword))).Status);
        return visitor;
    }

    /// <summary>An order that the ledger refuses with these words until it has become a dead letter; the order's id.</summary>
    public async Task<string> DeadAsync(string sale, ShopClient shopper, string reason)
    {
        _stores.Faulty.Poison("userId", shopper.Id, message: reason);
        var order = await shopper.HoldAsync(sale);
        var drain = Shop.Services.GetRequiredService<Drain>();
        await Wait.UntilAsync(async () =>
        {
            await drain.RunAsync(sale, CancellationToken.None); // So that nobody waits for the next look of the shop's own.
            return await Redis.HashExistsAsync(new SaleKeys(sale).Dead, order);
        }, dead => dead, $"order {order} is a dead letter");
        return order;
    }

    /// <summary>Dead letters as such a drain leaves them, each with a record of its order; their ids, the newest first.</summary>
    public async Task<IReadOnlyList<string>> PlantAsync(string sale, OrderRecord like, int count, string reason)
    {
        var (keys, at) = (new SaleKeys(sale), DateTimeOffset.UtcNow);
        var ids = Enumerable.Range(0, count).Select(n => $"{sale}-planted{n:00000}").ToList();
        await Redis.HashSetAsync(keys.Orders, [.. ids.Select(id => new HashEntry(id, RecordLine.Write(like with { Id = id })))]);
        await Redis.HashSetAsync(keys.Dead, [.. ids.Select((id, n) => new HashEntry(id, $"5\t{RecordLine.Milliseconds(at.AddSeconds(-n))}\t{reason}"))]);
        return ids;
    }

    /// <summary>The ledger takes everything again.</summary>
    public void Mend() => _stores.Faulty.Mend();

    /// <summary>While it lasts the ledger answers no write, and the shop's drain waits for it.</summary>
    public void Stall() => _stores.Faulty.Stall("update");

    public void Release() => _stores.Faulty.Release();

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Wire.DisposeAsync();
        await _stores.DisposeAsync();
    }
}

/// <summary>One shop for all of them.</summary>
[CollectionDefinition(TroubledShop.Name)]
public sealed class TroubledShopCollection : ICollectionFixture<TroubledShop>;
