using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>The shipped door, whose two web servers are one shop of the tests that trusts it.</summary>
public sealed class DoorFixture : IAsyncLifetime
{
    private Haproxy? _door;

    public ShopFixture Shop { get; } = ShopFixture.With(new Dictionary<string, string>
    {
        ["Admission:TrustedProxies:0"] = "127.0.0.1",
        ["Admission:SignInPerAddressPerMinute"] = "2",
    });

    public ShopClient Outside => _door!.Outside;

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        _door = await Haproxy.BeforeAsync(Shop.Address, Shop.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_door is not null) await _door.DisposeAsync();
        await Shop.DisposeAsync();
    }
}
