using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// A web process killed with orders at each crash point that the code numbers. The points are reached by keeping back, on the wires to
/// its stores, what it sends next or is told; one kill serves several, each with an order of its own.
/// </summary>
[Trait("stores", "own")]
public sealed class CrashPointTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_process_killed_at_each_of_the_nine_crash_points_loses_no_order_and_no_money()
    {
        await using var wired = await WiredShop.StartAsync();
        await using var stocktaking = await Stocktaking.OpenAsync(wired.Stores.Settings);
        var (lot, other) = (await Lot.MakeAsync(wired.Shop.Admin, 20, 2), await Lot.MakeAsync(wired.Shop.Admin, 20, 2));
        using var load = new Load(lot, [wired.Address], seed: 0);
        using var beside = new Load(other, [wired.Address], seed: 0);
        Task<State> Look() => stocktaking.ReadAsync(lot);
        Task Until(Func<State, bool> wanted, string what) => Wait.UntilAsync(Look, wanted, what);
        async Task<string> HoldAsync(string who) => (await load.Shopper(who).BuyAsync(lot.SaleId, "k")).OrderId;
        async Task<string> ConfirmAsync(string who) => (await load.Shopper(who).PayAsync(await HoldAsync(who))).OrderId;

        // Both sales are known to the process, so that nothing but the act itself goes over the wires.
        await beside.Shopper("warm").BuyAsync(other.SaleId, "k");
        var (five, seven) = (await HoldAsync("five"), await ConfirmAsync("seven"));
        await Until(s => s.Waiting.Count == 0, "all that came before is in the ledger");

        wired.ToDocuments.Requests.Hold();
        var three = await HoldAsync("three");
        var paying = load.Shopper("five").PayAsync(five);
        var refunding = wired.RefundAsync(seven);
        await Until(s => s.Waiting.Contains(three), "order three is claimed or queued");
        await wired.ClaimedAsync(lot, three);
        await Until(s => s.Newest[five].Status == OrderStatus.Paying && s.Newest[seven].Timeline[^1].Event == "refunding", "payment and refund are written down");
        wired.ToRedis.Hold();
        var second = load.Shopper("two").BuyAsync(lot.SaleId, "k");
        await Until(s => s.Live.Any(o => o.UserId == "two"), "the script ran for two");
        wired.ToRedis.Requests.Hold();
        var first = beside.Shopper("one").BuyAsync(other.SaleId, "k");
        await Wait.UntilAsync(() => Task.FromResult(wired.ToRedis.Requests.Keep("one")), kept => kept, "the script of one is on its way");

        wired.Kill();

        Assert.All(await Task.WhenAll(first, second), o => Assert.Equal(Outcome.Unknown, o.Outcome));
        await Task.WhenAll(paying, refunding);
        var left = await Look();
        Assert.DoesNotContain((await stocktaking.ReadAsync(other)).Live, o => o.UserId == "one");
        Assert.Equal((1, 0), (left.Live.Count(o => o.UserId == "two"), left.Ledger.Count(o => o.Id == three)));
        Assert.DoesNotContain(left.Charges, c => c.Key == $"{five}:1");
        Assert.Contains(left.Charges, c => c.Key == $"{seven}:1" && c.State == ChargeState.Charged);
        await wired.RestartAsync();
        var again = await load.Shopper("two").BuyAsync(lot.SaleId, "k");
        Assert.Equal((202, left.Live.Single(o => o.UserId == "two").Id), (again.Status, again.OrderId));

        await wired.LookNowAsync(lot);
        await Until(s => s.Newest[seven].Status == OrderStatus.Refunded && s.Waiting.Count == 0, "order seven is refunded, and order three is in the ledger");

        var (six, eight) = (await HoldAsync("six"), await ConfirmAsync("eight"));
        await Until(s => s.Waiting.Count == 0, "all that came before is in the ledger again");
        var (inserts, updates) = (wired.Seen("insert"), wired.Seen("update"));
        wired.Stores.Faulty.Stall("insert");
        wired.Stores.Faulty.Stall("update");
        var four = await HoldAsync("four");
        await wired.SeenAsync("update", 1, updates);
        await wired.ClaimedAsync(lot, four);
        await wired.MakeOldAsync((await Look()).Newest[five]);
        await wired.SeenAsync("insert", 1, inserts);
        var charging = load.Shopper("six").PayAsync(six);
        await wired.SeenAsync("insert", 2, inserts);
        var returning = wired.RefundAsync(eight);
        await wired.SeenAsync("update", 2, updates);
        wired.ToRedis.Requests.Hold();
        wired.Stores.Faulty.Release();
        foreach (var (order, words) in new[] { (four, ":attempts"), (six, six), (eight, eight), (five, five) })
            await Wait.UntilAsync(() => Task.FromResult(wired.ToRedis.Requests.Keep(words)), kept => kept, $"what is said of {order} is on its way to Redis");

        wired.Kill();

        await Task.WhenAll(charging, returning);
        left = await Look();
        Assert.Contains(left.Ledger, o => o.Id == four);
        Assert.Contains(four, left.Waiting);
        Assert.Equal(["Voided", "Charged", "Refunded"], new[] { $"{five}:1", $"{six}:1", $"{eight}:1" }.Select(key => left.Charges.Single(c => c.Key == key).State.ToString()));
        Assert.Equal([OrderStatus.Paying, OrderStatus.Paying, OrderStatus.Confirmed], new[] { five, six, eight }.Select(id => left.Newest[id].Status));

        await wired.RestartAsync();
        await wired.LookNowAsync(lot);
        var end = await Trial.JudgeAsync(load, stocktaking, injected: 8, output);
        await Trial.JudgeAsync(beside, stocktaking, injected: 1, output);
        Assert.Equal(
            [OrderStatus.Held, OrderStatus.Held, OrderStatus.Held, OrderStatus.Expired, OrderStatus.Confirmed, OrderStatus.Refunded, OrderStatus.Refunded],
            new[] { left.Live.Single(o => o.UserId == "two").Id, three, four, five, six, seven, eight }.Select(id => end.Newest[id].Status));
    }
}
