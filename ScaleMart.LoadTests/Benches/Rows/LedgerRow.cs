using System.Diagnostics;
using System.Threading.Channels;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>
/// How far the ledger is behind while orders come at the top rate: every few milliseconds somebody buys among the crowd, and asks for
/// the order until it says that it is recorded.
/// </summary>
public sealed class LedgerRow : IBenchRow
{
    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(20), BetweenLooks = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(6), Quick = TimeSpan.FromSeconds(3);

    public string Name => "ledger";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var shop = await bench.MainAsync();
        var time = bench.Options.Quick ? Quick : Long;
        var phases = new Phases(shop, time);
        var prober = shop.Web.Anyone.As("probe", shop.Web.Mint.Mint("probe"));
        List<double> p50 = [], p99 = [], drained = [], asked = [];
        Func<Task<Drive>> phase = async () =>
        {
            var sale = await shop.SaleAsync();
            await shop.DrainedAsync();
            using var over = new CancellationTokenSource();
            var bought = Channel.CreateUnbounded<Task<(string, long)>>();
            var drive = phases.TimeAsync(() => shop.BuyAsync(shop.Web, sale, 64, phases.Slice));
            var probing = ProbeAsync(prober, sale, bought.Writer, over.Token);
            var following = FollowAsync(prober, bought.Reader);
            var result = await drive;
            await over.CancelAsync();
            drained.Add((await shop.DrainedAsync()).TotalSeconds);
            await probing;
            var waits = (await following).Order().ToArray();
            asked.Add(waits.Length);
            p50.Add(waits[waits.Length / 2]);
            p99.Add(waits[(int)Math.Ceiling(waits.Length * 0.99) - 1]);
            return result;
        };
        var turns = await bench.TakeTurnsAsync(Name, ("accepted", phase));
        Part[] parts =
        [
            new("median", Spread.Of(p50.Skip(1)), "s"),
            new("until the queue was empty, when the crowd had gone", Spread.Of(drained.Skip(1)), "s"),
            new("orders followed a round", Spread.Of(asked.Skip(1)), "orders"),
            turns.Part("accepted", "orders/s"),
        ];
        return [new Finding(Name, $"accepted → in the ledger, p99 over {time.TotalSeconds:0} s at the top rate", Spread.Of(p99.Skip(1)), new Goal(1.5, AtMost: true), parts) { Unit = "s" }];
    }

    private static async Task<(string Id, long At)> BuyAsync(ShopClient shopper, string sale)
    {
        var bought = await shopper.BuyAsync(sale);
        return bought.Status == 202 ? (bought.Word("id"), Stopwatch.GetTimestamp()) : throw new InvalidOperationException($"A shopper among the crowd was refused: {bought}");
    }

    // One order a pause, whatever became of the one before, so that a slow moment is seen as often as it lasts.
    private static async Task ProbeAsync(ShopClient shopper, string sale, ChannelWriter<Task<(string, long)>> bought, CancellationToken over)
    {
        using var pause = new PeriodicTimer(BetweenOrders);
        while (!over.IsCancellationRequested)
        {
            bought.TryWrite(BuyAsync(shopper, sale));
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }

        bought.Complete();
    }

    // Seconds from the 202 to the look that found it recorded. The ledger gets a sale's orders in turn, so only the oldest is asked for.
    private static async Task<List<double>> FollowAsync(ShopClient shopper, ChannelReader<Task<(string Id, long At)>> bought)
    {
        List<double> waits = [];
        await foreach (var next in bought.ReadAllAsync())
        {
            var (id, at) = await next;
            while (!(await OwnAsync(shopper, id)).Truth("recorded")) await Task.Delay(BetweenLooks);
            waits.Add(Stopwatch.GetElapsedTime(at).TotalSeconds);
        }

        return waits;
    }

    private static async Task<Answer> OwnAsync(ShopClient shopper, string id)
    {
        var order = await shopper.OrderAsync(id);
        return order.Status == 200 ? order : throw new InvalidOperationException($"An accepted order cannot be read: {order}");
    }
}
