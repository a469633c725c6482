using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>A shop of its own with the demo's sales and every scene in it, so that pictures show what a visitor sees and not what other tests left.</summary>
[CollectionDefinition(nameof(DemoShop))]
public sealed class DemoShop : IAsyncLifetime, ICollectionFixture<DemoShop>
{
    public ShopFixture Shop { get; } = ShopFixture.With(new Dictionary<string, string> { ["Demo:Seed"] = "true" });

    public Scenes Scenes { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        Scenes = await Scenes.MakeAsync(Shop);
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
