using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>What those who buy keep of their rate while ten dashboards are open, each a WebSocket that hears the tick of every second.</summary>
public sealed class DashboardsRow : IBenchRow
{
    private const int Open = 10;

    public string Name => "dashboards";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var shop = await bench.MainAsync();
        var phases = new Phases(shop, bench.Options.Slice);
        List<double> ticks = [];
        Func<Task<Drive>> watched = async () =>
        {
            var dashboards = await Task.WhenAll(Enumerable.Range(0, Open).Select(_ => LiveConnection.OpenAsync(shop.Web.Address, shop.Web.Admin.Token)));
            try
            {
                foreach (var dashboard in dashboards) await dashboard.WatchDashboardAsync();
                while (dashboards.Any(d => d.Messages == 0)) await Task.Delay(50);
                var before = dashboards.Sum(d => d.Messages);
                var drive = await phases.Buy(64)();
                ticks.Add(dashboards.Sum(d => d.Messages) - before);
                return drive;
            }
            finally
            {
                foreach (var dashboard in dashboards) await dashboard.DisposeAsync();
            }
        };
        var turns = await bench.TakeTurnsAsync(Name, ("ten open", watched), ("none open", phases.Buy(64)));
        var found = turns.Compare("accepted orders with ten open dashboards ÷ with none", "ten open", "none open", "orders/s", "orders/s", new Goal(0.97));
        return [found with { Parts = [.. found.Parts, new("ticks heard a round", Spread.Of(ticks.Skip(1)), "ticks")] }];
    }
}
