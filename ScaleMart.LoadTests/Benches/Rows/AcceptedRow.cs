using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>Accepted orders beside the bare no-op of the same process.</summary>
public sealed class AcceptedRow : IBenchRow
{
    public string Name => "accepted";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var phases = new Phases(await bench.MainAsync(), bench.Options.Slice);
        var turns = await bench.TakeTurnsAsync(
            Name, ("no-op, 64", phases.Noop(64)), ("accepted, 64", phases.Buy(64)), ("no-op sent an order's bytes, 64", phases.NoopAlike(64)), ("no-op, 256", phases.Noop(256)), ("accepted, 256", phases.Buy(256)));
        return
        [
            turns.Compare("accepted orders ÷ no-op, 64 connections", "accepted, 64", "no-op, 64", "orders/s", "requests/s", new Goal(0.60)),
            turns.Compare("accepted orders ÷ no-op that is sent the same bytes, 64 connections", "accepted, 64", "no-op sent an order's bytes, 64", "orders/s", "requests/s"),
            turns.Compare("accepted orders ÷ no-op, 256 connections", "accepted, 256", "no-op, 256", "orders/s", "requests/s"),
        ];
    }
}
