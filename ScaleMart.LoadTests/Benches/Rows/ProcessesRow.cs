using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>One and two web processes on one Redis, two shops, each with a Redis of its own.</summary>
public sealed class ProcessesRow : IBenchRow
{
    public string Name => "processes";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var one = new Phases(await bench.MainAsync(), bench.Options.Slice);
        bench.Say("starting a shop of two web processes");
        await using var pair = await BenchShop.OpenAsync(webs: 2);
        var two = new Phases(pair, bench.Options.Slice);
        var turns = await bench.TakeTurnsAsync(Name, ("one web process", one.Buy(64)), ("two web processes", two.BuyEverywhere(64)));
        var found = turns.Compare("accepted orders, two web processes ÷ one, 64 connections in all", "two web processes", "one web process", "orders/s", "orders/s");
        return [found with { Notes = [.. found.Notes, "Both write to one SQLite file, which is good for this measurement only: several processes need a MongoDB."] }];
    }
}
