using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>A shop with all its stores inside beside one with a redis-server.</summary>
public sealed class GarnetRow : IBenchRow
{
    public string Name => "garnet";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var redis = new Phases(await bench.MainAsync(), bench.Options.Slice);
        bench.Say("starting a shop with an embedded Garnet");
        await using var embedded = await BenchShop.OpenAsync(embedded: true);
        var garnet = new Phases(embedded, bench.Options.Slice);
        var turns = await bench.TakeTurnsAsync(Name, ("Redis", redis.Buy(64)), ("Garnet", garnet.Buy(64)), ("no-op beside Garnet", garnet.Noop(64)));
        return
        [
            turns.Compare("accepted orders, embedded Garnet ÷ Redis (everysec)", "Garnet", "Redis", "orders/s", "orders/s", new Goal(0.90)),
            turns.Compare("accepted orders on Garnet ÷ no-op of the same process", "Garnet", "no-op beside Garnet", "orders/s", "requests/s"),
        ];
    }
}
