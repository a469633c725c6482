using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>An admin steers a sale in the middle of its rush, while the documents are away.</summary>
[Trait("stores", "own")]
public sealed class SteeringTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Units = 60;
    private ShopStores _stores = null!;
    private ShopFixture _shop = null!;
    private Stocktaking _stocktaking = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        _shop = ShopFixture.With(_stores.Settings.Concat(Load.Settings).ToDictionary());
        await _shop.InitializeAsync();
        _stocktaking = await Stocktaking.OpenAsync(_stores.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _stocktaking.DisposeAsync();
        await _shop.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task Units_that_come_and_go_during_a_rush_are_counted_once_each_with_the_ledger_away_or_not()
    {
        var made = await Lot.MakeAsync(_shop.Admin, Units, 2);
        var steps = Enumerable.Range(0, Length.Of(16, 160)).Select(n => n % 3 == 2 ? -2 : 5).ToArray();
        using var load = new Load(made, [_shop.Address], seed: Environment.TickCount);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        var taken = 0;
        for (var n = 0; n < steps.Length; n++)
        {
            if (n == steps.Length / 4) await _stores.Faulty.StopAsync();
            if (n == steps.Length / 2) _stores.Faulty.Start();
            // The same key twice at once: one restock. Taking back may find too little left, and then takes nothing.
            var body = new { quantity = steps[n], reason = "the rush" };
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _shop.Admin.PostAsync($"/api/admin/sales/{made.SaleId}/restock", body, key: $"step-{n}")));
            Assert.All(answers, a => Assert.True(a.Status == 200 || a.Code == "not_enough", $"{a}"));
            if (answers.Any(a => a.Status == 200)) taken += steps[n];
            await Task.Delay(100);
        }

        await stop.CancelAsync();
        await running;
        await load.SettleAsync(_stocktaking, TimeSpan.FromMinutes(2));

        var state = await _stocktaking.ReadAsync(made with { Units = Units + taken });
        output.WriteLine($"{steps.Length} restocks, {taken} units more in the end; {Figures.Of(load.History)}");
        var broken = Checker.Faults(load.History, state);
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken.Take(20)));
        Assert.True(taken > 0 && state.Newest.Count > Units, "The rush never lived on what came.");
        await _shop.Admin.BalancedAsync(made.SaleId);
    }

    [Fact]
    public async Task A_sale_is_paused_resumed_and_closed_while_the_documents_are_away_and_what_is_held_runs_out_by_its_rules()
    {
        var sale = await _shop.SaleAsync(quantity: 5, limit: 1, holdSeconds: 10);
        var (ann, bob, cyd) = (_shop.Shopper("ann"), _shop.Shopper("bob"), _shop.Shopper("cyd"));
        var (first, second) = (await ann.HoldAsync(sale), await bob.HoldAsync(sale));
        await _stores.Faulty.StopAsync();

        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/sales/{sale}/pause"));
        Expect.Refusal(409, "paused", await cyd.BuyAsync(sale));
        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/sales/{sale}/resume"));
        var third = await cyd.HoldAsync(sale);
        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/sales/{sale}/close"));
        Expect.Refusal(409, "closed", await _shop.Shopper().BuyAsync(sale));
        // What is held may still be given up and, once the gateway's store is back, paid for; what is neither, lapses.
        Expect.Status(200, await cyd.CancelAsync(third));
        _stores.Faulty.Start();
        await Wait.UntilAsync(() => ann.PayAsync(first), a => a.Status is 200 or 202 or 409, "the gateway answers");

        await bob.SeeAsync(second, "expired");
        var paid = (await Wait.UntilAsync(() => ann.OrderAsync(first), o => o.Word("status") is "confirmed" or "expired", "the payment ends")).Word("status");
        var audit = await _shop.Admin.BalancedAsync(sale);
        var sold = paid == "confirmed" ? 1 : 0;
        Assert.Equal((5 - sold, 0, sold), (audit.Number("available"), audit.Number("held"), audit.Number("sold")));
        Assert.Equal("ended", (await _shop.Anyone.SaleAsync(sale)).Word("state"));
        Expect.Refusal(409, "closed", await _shop.Shopper().BuyAsync(sale));
    }
}
