using ScaleMart.LoadTests.Shop;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// A shop alone in its process, for tests of its figures: shops that share a process share the names of their meters, and one that
/// ends takes the others' figures with it.
/// </summary>
public sealed class LoneShop : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private ShopStores? _stores;
    private ShopProcess? _process;

    public ShopClient Anyone => _process!.Anyone;

    public ShopClient Admin => _process!.Admin;

    public ShopClient Shopper(string id) => _process!.Shopper(id);

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.StartAsync();
        _process = new ShopProcess(_data.Path, _stores.Settings);
        await _process.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        if (_stores is not null) await _stores.DisposeAsync();
        _data.Dispose();
    }
}
