using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>The load, the stocktaking and the checker together, where nothing breaks: a promise that is broken here is broken without any fault.</summary>
[Trait("stores", "own")]
public sealed class HistoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_crowd_that_buys_pays_and_cancels_is_told_the_truth()
    {
        await using var stores = await ShopStores.FaultyAsync();
        await using var shop = ShopFixture.With(stores.Settings.Concat(Load.Settings).ToDictionary());
        await shop.InitializeAsync();
        var lot = await Lot.MakeAsync(shop.Admin, 300, 2);
        await using var stocktaking = await Stocktaking.OpenAsync(stores.Settings);
        using var load = new Load(lot, [shop.Address], seed: Environment.TickCount) { Operations = Length.Of(1_500, 20_000) };

        await load.RunAsync(CancellationToken.None);
        // Nothing broke, so everybody was answered at the first asking.
        Assert.DoesNotContain(load.History, o => o.Outcome == Outcome.Unknown);

        var state = await Trial.JudgeAsync(load, stocktaking, injected: 0, output);
        Assert.True(state.Charges.Count > 10 && state.Newest.Values.Select(o => o.Status).Distinct().Count() >= 3, "The crowd did too little to say anything.");
    }
}
