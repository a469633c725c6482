using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>The gateway's own store fails in the middle of a charge.</summary>
[Trait("stores", "own")]
public sealed class GatewayFaultTests
{
    [Fact]
    public async Task A_charge_that_nobody_is_sure_of_is_answered_with_paying_and_confirmed_when_the_gateway_can_say()
    {
        await using var stores = await ShopStores.FaultyAsync();
        await using var shop = ShopFixture.With(stores.Settings);
        await shop.InitializeAsync();
        var (sale, ann) = (await shop.SaleAsync(), shop.Shopper());
        var order = await ann.HoldAsync(sale);
        stores.Faulty.AnswerWriteConcernError("insert", times: 100);

        Assert.Equal("paying", Expect.Status(202, await ann.PayAsync(order)).Word("status"));
        Assert.Equal("paying", Expect.Status(202, await ann.PayAsync(order)).Word("status"));
        Expect.Refusal(409, "not_cancellable", await ann.CancelAsync(order));
        stores.Faulty.Release();

        await ann.SeeAsync(order, "confirmed", TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await shop.Admin.BalancedAsync(sale)).Number("sold"));
    }
}
