using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>300 attempts at once by 150 shoppers on 25 units, judged from the shoppers' own answers.</summary>
public sealed class RushTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const int Attempts = 300;
    private const int Shoppers = 150;
    private const int Stock = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Of_300_attempts_on_25_units_exactly_25_are_accepted_and_reach_the_ledger()
    {
        var sale = await shop.SaleAsync(quantity: Stock, limit: 1);
        var shoppers = Crowd();
        var attempts = await new AllAtOnce(shoppers, sale).PressAsync(Attempts);

        Assert.Equal(Stock, attempts.Count(a => a.Accepted));
        Assert.All(attempts.Where(a => !a.Accepted), a => Assert.True(a.Status is 409 or 429, a.Outcome));
        var evidence = await Evidence.GatherAsync(shoppers, shop.Admin, sale, attempts, Patience);
        Assert.Empty(Verdict.Faults(attempts, evidence));
        Assert.Equal(Stock, evidence.Orders.Count(o => o is { Live: true, Recorded: true }));
        Assert.Equal((0, Stock, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Attempts_for_several_units_never_split_and_never_pass_the_limit()
    {
        var sale = await shop.SaleAsync(quantity: Stock, limit: 3);
        var shoppers = Crowd();
        var attempts = await new AllAtOnce(shoppers, sale, quantity: 2).PressAsync(Attempts);

        Assert.Equal(Stock / 2, attempts.Count(a => a.Accepted));
        var evidence = await Evidence.GatherAsync(shoppers, shop.Admin, sale, attempts, Patience);
        Assert.Empty(Verdict.Faults(attempts, evidence));
        Assert.Equal((1, 24, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Buying_paying_and_cancelling_all_at_once_keeps_every_unit()
    {
        var sale = await shop.SaleAsync(quantity: Stock, limit: 1);
        var shoppers = Crowd();
        await Task.WhenAll(shoppers.Select((shopper, n) => ShopAsync(shopper, sale, n)));

        var orders = (await Task.WhenAll(shoppers.Select(s => s.OrdersAsync()))).SelectMany(a => a.Body.EnumerateArray().Select(o => o.GetProperty("status").GetString())).ToArray();
        var (held, sold) = (orders.Count(s => s == "held"), orders.Count(s => s == "confirmed"));
        Assert.Equal((Stock - held - sold, held, sold), await shop.Anyone.StockAsync(sale));
        var audit = await shop.Admin.BalancedAsync(sale);
        Assert.Equal((held, sold, 0, 0), (audit.Number("held"), audit.Number("sold"), audit.Number("oversold"), audit.Number("undersold")));
    }

    private static async Task ShopAsync(ShopClient shopper, string sale, int number)
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            if (await shopper.BuyAsync(sale) is not { Status: 202 } got) continue;
            if (number % 3 == 0) Expect.Status(200, await shopper.PayAsync(got.Word("id")));
            else if (number % 3 == 1) Expect.Status(200, await shopper.CancelAsync(got.Word("id")));
        }
    }

    private ShopClient[] Crowd() => [.. Enumerable.Range(0, Shoppers).Select(_ => shop.Shopper("rusher"))];
}
