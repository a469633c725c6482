using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>So many web processes on one set of shared stores, and the shipped haproxy before them.</summary>
public sealed class ManyProcesses : IAsyncDisposable
{
    private readonly ShopStores _stores;
    private readonly List<ShopProcess> _processes;
    private Haproxy? _door;

    private ManyProcesses(ShopStores stores, List<ShopProcess> processes) => (_stores, _processes) = (stores, processes);

    public Uri Door => _door!.Address;

    public IReadOnlyList<Uri> Addresses => [.. _processes.Select(p => p.Anyone.Http.BaseAddress!)];

    public IReadOnlyList<ShopProcess> Processes => _processes;

    public static async Task<ManyProcesses> StartAsync(int count)
    {
        var stores = await ShopStores.ServersAsync();
        var shops = new ManyProcesses(stores, [.. Enumerable.Range(0, count).Select(_ => new ShopProcess(stores))]);
        try
        {
            await Task.WhenAll(shops._processes.Select(p => p.StartAsync()));
            shops._door = await Haproxy.BeforeAsync(shops.Addresses);
            return shops;
        }
        catch
        {
            // Processes that outlive their test would slow all others down.
            await shops.DisposeAsync();
            throw;
        }
    }

    /// <summary>That person at the door, answered by whichever process.</summary>
    public ShopClient As(string id, string role = "shopper") => _door!.Outside.As(id, ShopSettings.Mint.Mint(id, role));

    /// <summary>That shopper at one process.</summary>
    public ShopClient At(int process, string id) => _processes[process].Shopper(id);

    public async ValueTask DisposeAsync()
    {
        if (_door is not null) await _door.DisposeAsync();
        foreach (var process in _processes) await process.DisposeAsync();
        await _stores.DisposeAsync();
    }
}
