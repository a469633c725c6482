using System.Globalization;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>One process at a time ends what was held too long. Whichever dies, the stock comes back, and everybody may have it.</summary>
[Trait("stores", "own")]
public sealed class LapseTakeoverTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whichever_of_two_processes_dies_a_hold_ends_after_its_time_and_the_last_unit_can_be_had_at_the_other()
    {
        await using var stores = await ShopStores.ServersAsync();
        await using var one = new ShopProcess(stores);
        await using var other = new ShopProcess(stores);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        var lot = await Lot.MakeAsync(one.Admin, 1, 1, holdSeconds: 10);

        foreach (var (dies, lives) in new[] { (one, other), (other, one) })
        {
            var name = dies == one ? "first" : "second";
            var ann = await Wait.UntilAsync(() => dies.Shopper($"ann-{name}").BuyAsync(lot.SaleId, key: "k"), a => a.Status == 202, "the only one is free");
            // Sold out, as far as the living process can remember it.
            Expect.Refusal(409, "sold_out", await lives.Shopper("bob").BuyAsync(lot.SaleId));
            Expect.Refusal(409, "sold_out", await lives.Shopper("bob").BuyAsync(lot.SaleId));
            dies.Kill();

            var expired = await lives.Shopper($"ann-{name}").SeeAsync(ann.Word("id"), "expired", TimeSpan.FromMinutes(1));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lapsed {(At(expired) - Expect.Moment(expired.Body.GetProperty("holdExpiresAt"))).TotalSeconds:0.00} s after its time"));
            Assert.True(At(expired) >= Expect.Moment(expired.Body.GetProperty("holdExpiresAt")), $"Lapsed too early: {expired}");
            var bought = await Wait.UntilAsync(() => lives.Shopper($"cyd-{name}").BuyAsync(lot.SaleId, key: "k"), a => a.Status == 202, "the unit is free again");
            Expect.Status(200, await lives.Shopper($"cyd-{name}").CancelAsync(bought.Word("id")));
            await dies.RestartAsync();
        }

        Assert.Equal((1, 0, 0), await one.Anyone.StockAsync(lot.SaleId));
        await one.Admin.BalancedAsync(lot.SaleId);
    }

    private static DateTimeOffset At(Answer expired) =>
        Expect.Moment(expired.Body.GetProperty("timeline").EnumerateArray().Single(e => e.GetProperty("event").GetString() == "expired").GetProperty("at"));
}
