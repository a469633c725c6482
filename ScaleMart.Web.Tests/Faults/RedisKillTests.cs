using System.Globalization;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>Redis, whose append-only file is written at every turn, dies of <c>kill -9</c> and comes back, again and again, under a load that buys, pays and cancels.</summary>
[Collection(SharedShops.Name)]
[Trait("stores", "own")]
public sealed class RedisKillTests(SharedShops shops, ITestOutputHelper output)
{
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(800);

    [Fact]
    public async Task Kills_of_Redis_under_load_lose_nothing_and_sell_nothing_twice()
    {
        var lot = await shops.LotAsync(Length.Of(600, 6_000), 2);
        using var load = shops.LoadOn(lot);

        await Trial.RunAsync(load, shops.Stocktaking, () => KillAsync(load, lot, Length.Of(3, 25)), output);

        Assert.Contains(load.History, o => o.Outcome == Outcome.Unknown);
    }

    private async Task<int> KillAsync(Load load, Lot lot, int kills)
    {
        var slowest = TimeSpan.Zero;
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(Calm);
            await shops.Redis.KillAsync();
            await Task.Delay(Calm / 4);
            await shops.Redis.StartAsync();
            var back = TimeProvider.System.GetTimestamp();
            for (var door = 0; door < shops.Processes.Count; door++)
            {
                var (shopper, key) = (load.Shopper($"probe-{kill}-{door}", door), "k");
                await Wait.UntilAsync(() => shopper.BuyAsync(lot.SaleId, key), answer => answer.Outcome != Outcome.Unknown, $"process {door} answers again");
            }

            var took = TimeProvider.System.GetElapsedTime(back);
            if (took > slowest) slowest = took;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"every process answered within {slowest.TotalSeconds:0.0} s of Redis's return"));
        return kills;
    }
}
