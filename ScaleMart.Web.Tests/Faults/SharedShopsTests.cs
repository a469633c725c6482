using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>The shops that several tests share serve the next test, whatever state the one before left them in.</summary>
[Collection(SharedShops.Name)]
[Trait("stores", "own")]
public sealed class SharedShopsTests(SharedShops shops)
{
    [Fact]
    public async Task What_a_failed_test_left_stopped_runs_again_for_the_next()
    {
        await shops.Redis.KillAsync();
        shops.Processes[0].Kill();
        await Wait.UntilAsync(() => Task.FromResult(shops.Processes[0].IsRunning), running => !running, "the process has ended");

        var lot = await shops.LotAsync(2, 1);

        using var load = shops.LoadOn(lot);
        Assert.Equal(202, (await load.Shopper("ann", door: 0).BuyAsync(lot.SaleId, "k")).Status);
        Assert.Equal(202, (await load.Shopper("bob", door: 1).BuyAsync(lot.SaleId, "k")).Status);
    }
}
