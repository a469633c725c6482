using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// A process that is stopped (SIGSTOP) in the middle of a write to the ledger, and goes on when another has long taken its claim over
/// and written a newer version.
/// </summary>
[Trait("stores", "own")]
public sealed class StoppedWorkerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task It_begins_no_write_past_its_lease_and_the_newest_version_stays()
    {
        await using var stores = await ShopStores.FaultyAsync();
        await using var one = new ShopProcess(stores);
        await using var two = new ShopProcess(stores);
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        await using var stocktaking = await Stocktaking.OpenAsync(stores.Settings);
        var lot = await Lot.MakeAsync(one.Admin, units: 10, limit: 2);
        await one.Admin.BalancedAsync(lot.SaleId);
        var mongo = stores.Faulty;

        mongo.Stall("update", times: 1);
        var order = await one.Shopper("ann").HoldAsync(lot.SaleId);
        var (stopped, other) = await Wait.UntilAsync(async () => await IsWritingAsync(one) ? (one, two) : await IsWritingAsync(two) ? (two, one) : default, who => who != default, "one of them waits for the ledger");
        await stopped.PauseAsync();
        Expect.Status(200, await other.Shopper("ann").CancelAsync(order));
        // The newer version first, and the stopped one's claim when its lease is over.
        await other.Admin.BalancedAsync(lot.SaleId);
        var newest = Assert.Single((await stocktaking.ReadAsync(lot)).Ledger);
        Assert.Equal((order, OrderStatus.Cancelled), (newest.Id, newest.Status));

        // What the stopped process sent is executed now, and its answer lies in wait for it: there is one already, try it as an update.
        mongo.Release();
        var before = Updates(mongo.Seen);
        await stopped.ResumeAsync();
        await Wait.UntilAsync(() => IsWritingAsync(stopped), writing => !writing, "the stopped process has ended its claim");
        Assert.Equal(before, Updates(mongo.Seen));

        // It is not harmed for good: it goes on draining, and nothing that it or the other wrote is twice or old.
        Expect.Status(202, await stopped.Shopper("bob").BuyAsync(lot.SaleId));
        await stopped.Admin.BalancedAsync(lot.SaleId);
        var state = await stocktaking.ReadAsync(lot);
        Assert.Empty(Records.Faults(state).Concat(Counts.Faults(state)));
        Assert.Equal(newest.Version, state.Ledger.Single(o => o.Id == order).Version);
        Assert.Equal(2, state.Ledger.Count);
        Assert.Contains("the lease was over", stopped.Output, StringComparison.OrdinalIgnoreCase);
        output.WriteLine($"1 fault; {state.Ledger.Count} orders checked; {before} writes before the stopped process went on, none of them its own after that");
    }

    private static async Task<bool> IsWritingAsync(ShopProcess shop) =>
        Expect.Status(200, await shop.Admin.GetAsync("/api/admin/queue")).Body.GetProperty("workers")[0].GetProperty("inFlight").GetInt32() > 0;

    private static int Updates(IEnumerable<string> seen) => seen.Count(c => c == "update");
}
