using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Tests.Sales;

/// <summary>A draft that has no faults, to be spoilt one field at a time.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Now = new(2030, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public static SaleDraft Good(string name = "Halo desk lamp") => new()
    {
        Product = new ProductDraft(name, "A ring of warm light.", "/images/products/halo-desk-lamp.svg"),
        UnitPrice = 19.99m,
        ListPrice = 49m,
        Currency = "EUR",
        Quantity = 500,
        PerCustomerLimit = 2,
        OpensAt = Now,
        ClosesAt = Now.AddHours(1),
        HoldSeconds = 300,
    };

    public static Sale Sale(string name = "Halo desk lamp") => ScaleMart.Web.Sales.Sale.From(Good(name), Now, 300);
}
