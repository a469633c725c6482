using System.Security.Cryptography;
using ScaleMart.LoadTests.Benches.Driving;

namespace ScaleMart.LoadTests.Benches.Stage;

/// <summary>
/// What takes turns: each begins with nothing on its way to the ledger, so that nobody pays for what another left behind, and
/// measures requests a second by wrk, with the shop's drain running.
/// </summary>
public sealed class Phases(BenchShop shop, TimeSpan slice)
{
    public TimeSpan Slice => slice;

    /// <summary>The yardstick.</summary>
    public Func<Task<Drive>> Noop(int connections) => async () =>
    {
        await shop.DrainedAsync();
        return await TimeAsync(async () => Answered(await Wrk.RunAsync(shop.Web.Address, connections, slice, WrkScript.Noop(shop.Web.Address))));
    };

    /// <summary>The yardstick sent the very bytes of an order.</summary>
    public Func<Task<Drive>> NoopAlike(int connections) => async () =>
    {
        await shop.DrainedAsync();
        return await TimeAsync(async () => Answered(await Wrk.RunAsync(shop.Web.Address, connections, slice, WrkScript.NoopAlike(shop.Web.Address, shop.TokenFile))));
    };

    /// <summary>Accepted orders in a sale of its own.</summary>
    public Func<Task<Drive>> Buy(int connections) => async () =>
    {
        var sale = await shop.SaleAsync();
        await shop.DrainedAsync();
        return await TimeAsync(() => shop.BuyAsync(shop.Web, sale, connections, slice));
    };

    /// <summary>Accepted orders in one sale at all web processes at once, the connections shared out among them.</summary>
    public Func<Task<Drive>> BuyEverywhere(int connections) => async () =>
    {
        var sale = await shop.SaleAsync();
        await shop.DrainedAsync();
        return await TimeAsync(async () =>
        {
            var runs = await Task.WhenAll(shop.Webs.Select(web => shop.BuyAsync(web, sale, connections / shop.Webs.Count, slice)));
            return runs.Aggregate((a, b) => a with { Requests = a.Requests + b.Requests });
        });
    };

    /// <summary>Refusals of a sale that is sold out, to shoppers who have nothing of it.</summary>
    /// <exception cref="InvalidOperationException">Somebody was answered otherwise.</exception>
    public Func<Task<Drive>> Late(string saleId, int connections) => async () =>
    {
        await shop.DrainedAsync();
        var before = await AttemptsAsync();
        var drive = await TimeAsync(async () =>
        {
            var run = await Wrk.RunAsync(shop.Web.Address, connections, slice, WrkScript.Buy(shop.Web.Address, saleId, RandomNumberGenerator.GetHexString(12), shop.TokenFile));
            return run.Refused == run.Requests && run.Broken == 0 ? run : throw new InvalidOperationException($"Of {run.Requests} attempts at a sold-out sale {run.Refused} were refused and {run.Broken} broke.");
        });
        var others = (await AttemptsAsync()).Where(a => !a.Key.Contains("sold_out", StringComparison.Ordinal) && a.Value > before.GetValueOrDefault(a.Key)).Select(a => a.Key).ToArray();
        return others.Length == 0 ? drive : throw new InvalidOperationException($"Somebody was refused for another reason: {string.Join(", ", others)}.");
    };

    /// <summary>Page views, those of the file in turn.</summary>
    public Func<Task<Drive>> Visit(string visitFile, int connections) => async () =>
    {
        await shop.DrainedAsync();
        return await TimeAsync(async () => Answered(await Wrk.RunAsync(shop.Web.Address, connections, slice, WrkScript.Visit(shop.Web.Address, visitFile))));
    };

    /// <summary>Orders by the page's form, one of the file's shoppers after the other; each must be led to an order that was not there before.</summary>
    /// <exception cref="InvalidOperationException">Somebody was not.</exception>
    public Func<Task<Drive>> Press(string slug, string shopperFile, int connections) => async () =>
    {
        await shop.DrainedAsync();
        return await TimeAsync(async () =>
        {
            var before = await shop.TakenAsync(slug);
            var run = Answered(await Wrk.RunAsync(shop.Web.Address, connections, slice, WrkScript.Press(shop.Web.Address, slug, RandomNumberGenerator.GetHexString(12), shopperFile)));
            var taken = await shop.TakenAsync(slug) - before;
            return taken >= run.Requests ? run : throw new InvalidOperationException($"The buy form was sent {run.Requests} times and sold {taken}.");
        });
    };

    /// <summary>Times what a driver does.</summary>
    public async Task<Drive> TimeAsync(Func<Task<WrkSummary>> drive)
    {
        var clock = shop.Clock();
        clock.Start();
        var run = await drive();
        return new Drive(run.Rate, clock.Read());
    }

    /// <exception cref="InvalidOperationException">Some answers were errors.</exception>
    public static WrkSummary Answered(WrkSummary run) => run.Refused + run.Broken == 0
        ? run : throw new InvalidOperationException($"Of {run.Requests} requests {run.Refused} were refused and {run.Broken} broke: the rate would say nothing.");

    // The shop's own counters of attempts, by their whole names with labels.
    private async Task<Dictionary<string, double>> AttemptsAsync() => (await shop.Web.Anyone.GetAsync("/metrics")).Text.Split('\n')
        .Where(line => line.StartsWith("scalemart_orders_attempts_total{", StringComparison.Ordinal)).Select(line => line.Split("} "))
        .ToDictionary(parts => parts[0], parts => double.Parse(parts[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
}
