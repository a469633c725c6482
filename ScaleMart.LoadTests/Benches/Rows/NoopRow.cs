using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>What the shop's front door costs: its no-op beside an app that has nothing but Kestrel.</summary>
public sealed class NoopRow : IBenchRow
{
    public string Name => "noop";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var shop = await bench.MainAsync();
        await using var empty = await EmptyApp.StartedAsync();
        var phases = new Phases(shop, bench.Options.Slice);
        Func<Task<Drive>> bare = async () =>
        {
            await shop.DrainedAsync();
            var clock = new CpuClock([empty.Running], []);
            clock.Start();
            var run = Phases.Answered(await Wrk.RunAsync(empty.Address, 64, bench.Options.Slice, WrkScript.Noop(empty.Address)));
            return new Drive(run.Rate, clock.Read());
        };
        var turns = await bench.TakeTurnsAsync(Name, ("no-op", phases.Noop(64)), ("empty Kestrel app", bare));
        return [turns.Compare("no-op ÷ empty Kestrel app", "no-op", "empty Kestrel app", "requests/s", "requests/s")];
    }
}
