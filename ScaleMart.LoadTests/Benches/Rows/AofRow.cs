using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>What it costs to have each order on the disk before its shopper hears of it: one Redis, told each time how to write its file.</summary>
public sealed class AofRow : IBenchRow
{
    public string Name => "aof";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var shop = await bench.MainAsync();
        var phases = new Phases(shop, bench.Options.Slice);
        Func<Task<Drive>> Under(string fsync) => async () =>
        {
            await shop.DrainedAsync();
            await shop.Redis!.DoAsync("CONFIG", "SET", "appendfsync", fsync);
            try
            {
                return await phases.Buy(64)();
            }
            finally
            {
                await shop.Redis.DoAsync("CONFIG", "SET", "appendfsync", "everysec");
            }
        };
        var turns = await bench.TakeTurnsAsync(Name, ("no-op", phases.Noop(64)), ("no", Under("no")), ("everysec", Under("everysec")), ("always", Under("always")));
        return
        [
            turns.Compare("accepted orders ÷ no-op, AOF always", "always", "no-op", "orders/s", "requests/s", new Goal(0.45)),
            turns.Compare("accepted orders ÷ no-op, AOF everysec", "everysec", "no-op", "orders/s", "requests/s", new Goal(0.60)),
            turns.Compare("accepted orders ÷ no-op, AOF no", "no", "no-op", "orders/s", "requests/s"),
            turns.Compare("AOF always ÷ everysec", "always", "everysec", "orders/s", "orders/s"),
        ];
    }
}
