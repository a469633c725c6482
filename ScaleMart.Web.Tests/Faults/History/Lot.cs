using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>A sale as the test put it on sale, and so knows it without asking: its units (restocks included), and how many a shopper may have.</summary>
internal sealed record Lot(string SaleId, int Units, int Limit)
{
    public static async Task<Lot> MakeAsync(ShopClient admin, int units, int limit, int holdSeconds = 900)
    {
        var made = await admin.PostAsync("/api/admin/sales", new SaleTerms { Quantity = units, PerCustomerLimit = limit, HoldSeconds = holdSeconds });
        return new Lot(Expect.Status(201, made).Word("id"), units, limit);
    }
}
