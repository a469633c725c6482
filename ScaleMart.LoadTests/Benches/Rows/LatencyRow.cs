using System.Globalization;
using System.Security.Cryptography;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;
using ScaleMart.LoadTests.Measuring;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>
/// How long a shopper waits where the shop has half of its top rate to do: open model, the same arrivals for orders and for the
/// no-op, from the moment when a request was due.
/// </summary>
public sealed class LatencyRow : IBenchRow
{
    private const int Connections = 64;

    public string Name => "latency";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var shop = await bench.MainAsync();
        var top = Spread.Of((await bench.TakeTurnsAsync(Name, ("top rate", new Phases(shop, bench.Options.Slice).Buy(Connections)))).Drives["top rate"].Select(d => d.Rate)).Median;
        var rate = Math.Floor(top / 2);
        bench.Say(string.Create(CultureInfo.InvariantCulture, $"{Name}  half of the top rate is {rate:0} a second"));
        var time = bench.Options.Slice + TimeSpan.FromSeconds(2);
        Dictionary<string, List<LeanRun>> seen = new() { ["no-op"] = [], ["accepted"] = [] };

        Func<Task<Drive>> Phase(string name, int status, Func<string, Requests> requests) => async () =>
        {
            var sale = await shop.SaleAsync();
            await shop.DrainedAsync();
            var clock = shop.Clock();
            clock.Start();
            var run = await new LeanDriver(shop.Web.Address, Connections).OpenModelAsync(requests(sale), rate, time);
            if (run.Statuses.Keys.Any(s => s != status)) throw new InvalidOperationException($"Answers at {name}: {string.Join(", ", run.Statuses)}.");
            seen[name].Add(run);
            return new Drive(run.Latency.Milliseconds(99), clock.Read());
        };
        var turns = await bench.TakeTurnsAsync(
            Name,
            ("no-op", Phase("no-op", 204, _ => Requests.Noop(shop.Web.Address))),
            ("accepted", Phase("accepted", 202, sale => Requests.Buy(shop.Web.Address, sale, RandomNumberGenerator.GetHexString(12), shop.Tokens))));
        var found = turns.Compare(string.Create(CultureInfo.InvariantCulture, $"p99 of acceptance ÷ p99 of the no-op, both at {rate:N0}/s"), "accepted", "no-op", "ms p99", "ms p99", new Goal(1.5, AtMost: true));
        return [found with { Parts = [.. found.Parts, .. seen.SelectMany(s => Percentiles(s.Key, s.Value.Skip(1)))] }];
    }

    // The first run was the warm-up.
    private static IEnumerable<Part> Percentiles(string name, IEnumerable<LeanRun> runs) =>
    [
        new($"{name}, median", Spread.Of(runs.Select(r => r.Latency.Milliseconds(50))), "ms"),
        new($"{name}, p99.9", Spread.Of(runs.Select(r => r.Latency.Milliseconds(99.9))), "ms"),
        new($"{name}, sent late by the driver or for want of a connection, p99", Spread.Of(runs.Select(r => r.Lateness.Milliseconds(99))), "ms"),
    ];
}
