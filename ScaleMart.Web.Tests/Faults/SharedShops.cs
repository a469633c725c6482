using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>Web processes on redis-server and the stand-in that they share, two or in a long run four, for the tests that kill them or their Redis in turn.</summary>
public sealed class SharedShops : IAsyncLifetime
{
    public const string Name = "shared shops";
    private ShopStores? _stores;
    private Stocktaking? _stocktaking;
    private IReadOnlyList<ShopProcess> _processes = [];

    internal RedisServer Redis => _stores!.Redis;

    internal Stocktaking Stocktaking => _stocktaking!;

    internal IReadOnlyList<ShopProcess> Processes => _processes;

    internal ShopClient Admin => _processes[0].Admin;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        _stocktaking = await Stocktaking.OpenAsync(_stores.Settings);
        var settings = _stores.Settings.Concat(Load.Settings).ToDictionary();
        _processes = [.. Enumerable.Range(0, Length.Of(2, 4)).Select(_ => new ShopProcess("/dev/null/nowhere", settings))];
        await Task.WhenAll(_processes.Select(p => p.StartAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        if (_stocktaking is not null) await _stocktaking.DisposeAsync();
        if (_stores is not null) await _stores.DisposeAsync();
    }

    /// <summary>A sale of a test's own. What an earlier test left stopped when it failed is started again first.</summary>
    internal async Task<Lot> LotAsync(int units, int limit)
    {
        if (!Redis.IsRunning) await Redis.StartAsync();
        await Task.WhenAll(_processes.Select(p => p.IsRunning ? p.ReadyAsync() : p.RestartAsync()));
        return await Lot.MakeAsync(Admin, units, limit);
    }

    internal Load LoadOn(Lot lot) => new(lot, [.. _processes.Select(p => p.Anyone.Http.BaseAddress!)], Environment.TickCount) { LostAnswers = Length.IsLong };
}

/// <summary>One set of processes for all of them, so they run one after the other.</summary>
[CollectionDefinition(SharedShops.Name)]
public sealed class SharedShopsCollection : ICollectionFixture<SharedShops>;
