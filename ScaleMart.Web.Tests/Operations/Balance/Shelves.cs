using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Sales;

namespace ScaleMart.Web.Tests.Operations.Balance;

/// <summary>Sales with stock, as Redis might have told it.</summary>
internal static class Shelves
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    public static ShelfSale Of(string id, int total = 10, int available = 10, int held = 0, int sold = 0, long version = 5) => new(Drafts.Sale() with { Id = id, Slug = id }, new StockLevel
    {
        Version = version,
        Total = total,
        Available = available,
        Held = held,
        Sold = sold,
        State = SaleState.Live,
        UnitPrice = 1,
        OpensAt = Now.AddHours(-1),
        ClosesAt = Now.AddHours(1),
        PerCustomerLimit = 1,
        HoldSeconds = 60,
        At = Now,
    });
}
