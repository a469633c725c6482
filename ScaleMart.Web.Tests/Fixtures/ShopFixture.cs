using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Runner;
using Xunit;

// What a program under test prints belongs to its test, and is shown when that test fails.
[assembly: CaptureConsole]

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// The shop of one test class: the real program in this process on a real port, over a data directory of its own. The tests of a
/// class share it and stay apart by making their own sales and shoppers.
/// </summary>
public sealed class ShopFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TimeProvider? _clock;
    private ShopStores? _stores;
    private Host? _host;
    private ShopClient? _anyone;

    public ShopFixture()
        : this(new Dictionary<string, string>())
    {
    }

    private ShopFixture(IReadOnlyDictionary<string, string> settings, TimeProvider? clock = null) => (_settings, _clock) = (settings, clock);

    public ShopLog Log { get; } = new();

    /// <summary>What the shop logged as an error because of the running test; all that it did if the test started the shop for itself.</summary>
    public IReadOnlyList<string> Errors => Log.ErrorsOf(TestTrace.TestId);

    public Uri Address => Anyone.Http.BaseAddress!;

    /// <summary>A caller without a token.</summary>
    public ShopClient Anyone => _anyone ?? throw new InvalidOperationException("The shop has not started.");

    public ShopClient Admin => Minted("boss", "admin");

    public ShopClient Viewer => Minted("viewer", "viewer");

    public IServiceProvider Services => _host!.Services;

    /// <summary>Another shop, with these settings over those of every test, and by a clock of its own when one is given.</summary>
    public static ShopFixture With(IReadOnlyDictionary<string, string> settings, TimeProvider? clock = null) => new(settings, clock);

    /// <summary>A new shopper each time, whom no store knows: the token alone makes them one.</summary>
    public ShopClient Shopper(string name = "ann") => Minted($"{name}-{Ids.New(8)}", "shopper");

    /// <summary>Makes a sale; its id.</summary>
    public Task<string> SaleAsync(int quantity = 10, int limit = 2, int holdSeconds = 900) =>
        SaleAsync(new SaleTerms { Quantity = quantity, PerCustomerLimit = Math.Min(limit, quantity), HoldSeconds = holdSeconds });

    public async Task<string> SaleAsync(SaleTerms terms)
    {
        var made = await Admin.PostAsync("/api/admin/sales", terms);
        Assert.True(made.Status == 201, $"The sale was not made: {made}");
        return made.Word("id");
    }

    /// <summary>Makes a sale that is over.</summary>
    public async Task<string> EndedSaleAsync()
    {
        var sale = await SaleAsync();
        var closed = await Admin.PostAsync($"/api/admin/sales/{sale}/close");
        Assert.True(closed.Status == 200, $"The sale was not closed: {closed}");
        return sale;
    }

    /// <summary>Sends the running test's trace with each request, so that what the shop logs for it is found.</summary>
    public HttpMessageHandler Traced(HttpMessageHandler inner) => new TestTraceHandler(inner, Log.Attribute);

    public async ValueTask InitializeAsync()
    {
        TestLogs.Add(Log);
        _stores = await ShopStores.StartAsync();
        _host = new Host(ShopSettings.For(_data.Path).Concat(_stores.Settings).Concat(_settings), Log, _clock);
        _host.UseKestrel(0);
        _host.StartServer();
        _anyone = ShopClient.At(_host.ClientOptions.BaseAddress, over: Traced);
        // All tests of a shared shop fail if it is not ready in time, so it has as long as a busy machine may need.
        await Wait.UntilAsync(() => Anyone.GetAsync("/healthz/ready"), ready => ready.Status == 200, "the shop is ready", TimeSpan.FromMinutes(2));
    }

    public async ValueTask DisposeAsync()
    {
        _anyone?.Http.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        if (_stores is not null) await _stores.DisposeAsync();
        Log.Dispose();
        _data.Dispose();
    }

    private ShopClient Minted(string id, string role) => Anyone.As(id, ShopSettings.Mint.Mint(id, role));

    private sealed class Host(IEnumerable<KeyValuePair<string, string>> settings, ShopLog shopLog, TimeProvider? clock) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            if (clock is not null) builder.ConfigureTestServices(services => services.AddSingleton(clock));
            builder.ConfigureLogging(log => log.ClearProviders().AddProvider(shopLog));
        }
    }
}
