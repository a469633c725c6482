using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Trail;
using StackExchange.Redis;
using Xunit;

[assembly: AssemblyFixture(typeof(BackRooms))]

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// The shop's lower rooms on their real embedded stores, without a web server and without the clockwork: no drain and no lapse
/// runs unless a test runs it. What a test breaks here, it breaks for its own sale alone.
/// </summary>
public sealed class BackRooms : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private readonly Func<Task<ShopStores>> _open;
    private ShopStores? _stores;
    private IHost? _host;

    public BackRooms()
        : this(ShopStores.StartAsync)
    {
    }

    private BackRooms(Func<Task<ShopStores>> open) => _open = open;

    /// <summary>The settings that lead to its stores.</summary>
    public IReadOnlyDictionary<string, string> Settings => _stores!.Settings;

    public IDatabase Redis => Get<RedisDoor>().Database;

    public T Get<T>() where T : notnull => _host!.Services.GetRequiredService<T>();

    /// <summary>Rooms of one test's own, on redis-server and the stand-in whatever this run of the tests is about.</summary>
    public static BackRooms OnServers() => new(ShopStores.FaultyAsync);

    public async ValueTask InitializeAsync()
    {
        _stores = await _open();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDirectory"] = _data.Path,
            ["Demo:Seed"] = "false",
            ["Storage:RefuseUndeclaredKeys"] = "true",
            ["Orders:LeaseSeconds"] = "5",
            ["Orders:RetryMilliseconds"] = "10",
        });
        builder.Configuration.AddInMemoryCollection(_stores.Settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddTrail();
        builder.Services.AddSales();
        builder.Services.AddStock();
        builder.Services.AddOrders();
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <summary>A live sale; its id.</summary>
    public async Task<string> SaleAsync(int quantity = 10, int limit = 5, int holdSeconds = 900)
    {
        var now = TimeProvider.System.GetUtcNow();
        var made = await Get<SaleDesk>().CreateAsync(new SaleDraft
        {
            Product = new ProductDraft("Lamp", "A lamp.", "/images/products/halo-desk-lamp.svg"),
            UnitPrice = 19.99m,
            ListPrice = 49m,
            Currency = "EUR",
            Quantity = quantity,
            PerCustomerLimit = limit,
            OpensAt = now.AddHours(-1),
            ClosesAt = now.AddHours(1),
            HoldSeconds = holdSeconds,
        }, Staff.Boss);
        Assert.Equal(SaleOutcome.Done, made.Outcome);
        return made.Sale!.Sale.Id;
    }

    public Task<ReserveResult> ReserveAsync(string sale, string user, int quantity = 1, string? key = null, int knownLimit = 5) =>
        Get<ReservationDesk>().ReserveAsync(sale, user, quantity, key, knownLimit).AsTask();

    /// <summary>An order that holds stock.</summary>
    public async Task<OrderRecord> HeldAsync(string sale, string user = "ann", int quantity = 1)
    {
        var result = await ReserveAsync(sale, user, quantity);
        Assert.Equal(ReserveCode.Taken, result.Code);
        return result.Order!;
    }

    /// <summary>Total, available, held and sold, as the sale's hash has them.</summary>
    public async Task<(int Total, int Available, int Held, int Sold)> CountsAsync(string sale)
    {
        var row = await Redis.HashGetAsync(new SaleKeys(sale).Sale, ["total", "available", "held", "sold"]);
        return ((int)row[0], (int)row[1], (int)row[2], (int)row[3]);
    }

    /// <summary>Units that the reservation script counts against a user's limit.</summary>
    public async Task<int> UnitsOfAsync(string sale, string user) => (int)await Redis.HashGetAsync(new SaleKeys(sale).Users, user);

    /// <summary>Runs the drain until nothing waits: what failed has been written since, or is a dead letter.</summary>
    public Task DrainAsync(string sale) => DrainAsync(sale, Get<Drain>());

    public Task DrainAsync(string sale, Drain drain) => Wait.UntilAsync(async () =>
    {
        while (await drain.RunAsync(sale, CancellationToken.None) != DrainStep.Idle)
        {
            // Each run is one batch.
        }

        return await Redis.SortedSetLengthAsync(new SaleKeys(sale).Retries);
    }, waiting => waiting == 0, $"nothing of {sale} waits for a retry");

    public async Task<IReadOnlyList<OrderRecord>> LedgerAsync(string sale)
    {
        var orders = new List<OrderRecord>();
        await foreach (var order in Get<IOrderBook>().OfSaleAsync(sale)) orders.Add(order);
        return orders;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        if (_stores is not null) await _stores.DisposeAsync();
        _data.Dispose();
    }
}
