using ScaleMart.LoadTests.Shop;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>What tests have shoppers do on the way to what they are about; each asserts that it went well.</summary>
public static class Shopping
{
    /// <summary>Holds units of a sale; the order's id.</summary>
    public static async Task<string> HoldAsync(this ShopClient shopper, string saleId, int quantity = 1)
    {
        var answer = await shopper.BuyAsync(saleId, quantity);
        Assert.True(answer.Status == 202, $"{shopper.Id} could not hold: {answer}");
        return answer.Word("id");
    }

    /// <summary>Holds and pays; the order's id.</summary>
    public static async Task<string> ConfirmAsync(this ShopClient shopper, string saleId, int quantity = 1)
    {
        var order = await shopper.HoldAsync(saleId, quantity);
        var paid = await shopper.PayAsync(order);
        Assert.True(paid.Status == 200, $"{shopper.Id} could not pay: {paid}");
        return order;
    }

    /// <summary>Waits until the owner sees the order in that state.</summary>
    public static Task<Answer> SeeAsync(this ShopClient shopper, string orderId, string status, TimeSpan? patience = null) =>
        Wait.UntilAsync(() => shopper.OrderAsync(orderId), a => a.Status == 200 && a.Word("status") == status, $"order {orderId} is {status}", patience);

    /// <summary>The units that a sale has left, held and sold.</summary>
    public static async Task<(int Available, int Held, int Sold)> StockAsync(this ShopClient anyone, string saleId)
    {
        var stock = (await anyone.SaleAsync(saleId)).Body.GetProperty("stock");
        return (stock.GetProperty("available").GetInt32(), stock.GetProperty("held").GetInt32(), stock.GetProperty("sold").GetInt32());
    }

    /// <summary>Waits until the audit has settled with nothing queued or in flight, and asserts that the sale is balanced.</summary>
    public static async Task<Answer> BalancedAsync(this ShopClient admin, string saleId)
    {
        var audit = await Wait.UntilAsync(
            () => admin.AuditAsync(saleId), a => a.Status == 200 && a.Truth("settled") && a.Number("queued") + a.Number("inFlight") == 0, $"the audit of {saleId} settles");
        Assert.True(audit.Truth("balanced"), $"Not balanced: {audit}");
        return audit;
    }
}
