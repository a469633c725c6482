using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Benches;

/// <summary>
/// What open dashboards cost those who buy: the same rush on a fresh sale with none and with ten of them open, in turns. The ratio is
/// the median over pairs of neighbouring rounds, since a machine's own ups and downs last longer than a pair. Every attempt of a
/// round is one that the shop accepts.
/// </summary>
public static class DashboardBench
{
    public const double Goal = 0.97;
    private const int Open = 10, WarmUp = 3, Rounds = 15, PerShopper = 10;

    /// <summary>0 when the ratio reaches the goal, 1 when it does not.</summary>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        var crowd = await Crowd.GatherAsync(ShopClient.At(options.Url), options);
        Console.WriteLine($"machine     {Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}; shop and driver may share them");
        Console.WriteLine($"settings    {crowd.Shoppers.Count} shoppers, {PerShopper} orders each in a round, {options.Lanes} lanes, {Rounds} rounds a side after {WarmUp} to warm up");
        var rates = new Dictionary<int, List<double>> { [0] = [], [Open] = [] };
        for (var round = 0; round < WarmUp; round++) await RoundAsync(crowd, options);
        for (var round = 0; round < Rounds; round++)
        {
            // Who goes first changes, so that neither side has the better half of every pair.
            foreach (var open in round % 2 == 0 ? new[] { 0, Open } : [Open, 0])
            {
                var watchers = await Task.WhenAll(Enumerable.Range(0, open).Select(_ => DashboardWatcher.OpenAsync(options.Url, crowd.Admin.Token!)));
                while (watchers.Any(w => w.Ticks == 0)) await Task.Delay(100);
                var rate = await RoundAsync(crowd, options);
                rates[open].Add(rate);
                Console.WriteLine($"            {open,2} open: {rate,8:0} accepted a second{(open > 0 ? $", {watchers.Sum(w => w.Ticks)} ticks heard" : "")}");
                foreach (var watcher in watchers) await watcher.DisposeAsync();
            }
        }

        foreach (var (open, list) in rates) Console.WriteLine($"{open,2} open     median {Median(list):0} accepted a second, {list.Min():0} to {list.Max():0}");
        var pairs = rates[Open].Zip(rates[0], (with, without) => with / without).ToList();
        var ratio = Median(pairs);
        Console.WriteLine($"ratio       {ratio:0.000} (goal {Goal}), single pairs {pairs.Min():0.000} to {pairs.Max():0.000}");
        Console.WriteLine(ratio >= Goal ? "VERDICT     kept" : "VERDICT     not reached");
        return ratio >= Goal ? 0 : 1;
    }

    private static async Task<double> RoundAsync(Crowd crowd, LoadOptions options)
    {
        var attempts = crowd.Shoppers.Count * PerShopper;
        var sale = await SaleMaker.MakeAsync(crowd.Admin, attempts, PerShopper);
        var run = await new Engine(options.Lanes).RunAsync(attempts, new Rush(crowd.Shoppers, sale).AttemptAsync);
        var accepted = run.Attempts.Count(a => a.Accepted);
        if (accepted < attempts) throw new InvalidOperationException($"{attempts - accepted} of {attempts} attempts were not accepted, the first with {run.Attempts.First(a => !a.Accepted).Outcome}: the rate would say nothing.");
        return accepted / run.Took.TotalSeconds;
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
