using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>One key, or one shopper, from everywhere at once.</summary>
[Collection(SharedShops.Name)]
[Trait("stores", "own")]
public sealed class OneKeyTests(SharedShops shops, ITestOutputHelper output)
{
    private const int Times = 200;

    [Fact]
    public async Task The_same_key_200_times_at_once_over_several_processes_gives_one_order_before_and_after_the_sale_is_sold_out()
    {
        var lot = await shops.LotAsync(3, 1);
        using var load = shops.LoadOn(lot);

        var first = await AtOnceAsync(load, lot, "ann");
        Assert.Single(first, o => o is { Status: 202, Replayed: false });
        Assert.Single(first.Select(o => o.OrderId).Distinct());
        foreach (var other in new[] { "bob", "cid" }) Assert.Equal(202, (await load.Shopper(other).BuyAsync(lot.SaleId, "k")).Status);
        Assert.Equal("sold_out", (await load.Shopper("dan").BuyAsync(lot.SaleId, "k")).Code);

        var (again, late) = (await AtOnceAsync(load, lot, "ann"), await AtOnceAsync(load, lot, "eve"));

        Assert.All(again, o => Assert.Equal((202, true, first[0].OrderId), (o.Status, o.Replayed, o.OrderId)));
        Assert.All(late, o => Assert.Equal((409, "sold_out"), (o.Status, o.Code)));
        var state = await Trial.JudgeAsync(load, shops.Stocktaking, injected: 3 * Times, output);
        Assert.Equal((0, 3), (state.Available, state.Newest.Count));
    }

    [Fact]
    public async Task The_last_unit_under_one_key_200_times_at_once_is_sold_once_and_shown_to_every_repetition()
    {
        var lot = await shops.LotAsync(1, 1);
        using var load = shops.LoadOn(lot);

        var answers = await AtOnceAsync(load, lot, "ann");

        Assert.All(answers, o => Assert.Equal((202, answers[0].OrderId), (o.Status, o.OrderId)));
        await Trial.JudgeAsync(load, shops.Stocktaking, injected: Times, output);
    }

    [Fact]
    public async Task The_same_shopper_over_200_connections_at_limit_1_gets_one_order()
    {
        var lot = await shops.LotAsync(50, 1);
        using var load = shops.LoadOn(lot);
        var recorder = new Recorder();
        var connections = Enumerable.Range(0, Times).Select(n => ShopClient.At(shops.Processes[n % shops.Processes.Count].Anyone.Http.BaseAddress!)).ToList();

        var answers = await Task.WhenAll(connections.Select((door, n) =>
            new Client(recorder, "ann", [door.As("ann", ShopSettings.Mint.Mint("ann"))]).BuyAsync(lot.SaleId, $"k{n}")));

        foreach (var door in connections) door.Http.Dispose();
        Assert.Single(answers, o => o.Status == 202);
        Assert.Equal(Times - 1, answers.Count(o => o.Code == "limit_reached"));
        var state = await load.SettleAsync(shops.Stocktaking, TimeSpan.FromMinutes(1));
        Assert.Empty(Checker.Faults(recorder.History, state));
        Assert.Equal(49, state.Available);
    }

    private static async Task<Operation[]> AtOnceAsync(Load load, Lot lot, string who) =>
        await Task.WhenAll(Enumerable.Range(0, Times).Select(n => load.Shopper(who, door: n).BuyAsync(lot.SaleId, "k")));
}
