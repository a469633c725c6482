using ScaleMart.Web.Tests.Faults.History;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>A shop as a process of its own, a wire to its Redis that a test can break, and a way to both stores past the wire.</summary>
public sealed class ShopBehindWire : IAsyncLifetime
{
    /// <summary>Few enough that a slow Redis fills it.</summary>
    public const int WaitingRoom = 40;

    private ShopStores _stores = null!;

    public Relay Wire { get; private set; } = null!;

    public ShopProcess Shop { get; private set; } = null!;

    internal Stocktaking Stocktaking { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        Wire = new Relay(_stores.Redis.Port);
        Stocktaking = await Stocktaking.OpenAsync(_stores.Settings);
        Shop = new ShopProcess("/dev/null/nowhere", new Dictionary<string, string>(_stores.Settings.Concat(Load.Settings))
        {
            ["ConnectionStrings:Redis"] = Wire.Address,
            ["Orders:WaitingRoom"] = $"{WaitingRoom}",
        });
        await Shop.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Stocktaking.DisposeAsync();
        await Wire.DisposeAsync();
        await _stores.DisposeAsync();
    }
}
