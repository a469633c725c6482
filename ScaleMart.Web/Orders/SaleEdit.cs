using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Orders;

/// <summary>The difference between a sale as it is and as an admin wants it.</summary>
internal static class SaleEdit
{
    /// <summary>The catalogue's sale with the terms that Redis holds now.</summary>
    public static Sale Current(ShelfSale now) => now.Stock.IsStale ? now.Sale : now.Sale with
    {
        UnitPrice = now.Stock.UnitPrice,
        OpensAt = now.Stock.OpensAt,
        ClosesAt = now.Stock.ClosesAt,
        PerCustomerLimit = now.Stock.PerCustomerLimit,
        HoldSeconds = now.Stock.HoldSeconds,
    };

    /// <summary>What is wrong with the sale that the edit would make. Its restocks count towards what one customer may have.</summary>
    public static IReadOnlyDictionary<string, string> Faults(SaleDraft whole, ShelfSale now)
    {
        var faults = whole.Faults();
        return whole.PerCustomerLimit > whole.Quantity && whole.PerCustomerLimit <= now.Stock.Total && faults.ContainsKey("perCustomerLimit")
            ? faults.Where(f => f.Key != "perCustomerLimit").ToDictionary(f => f.Key, f => f.Value)
            : faults;
    }

    /// <summary>Only what changes, so that the script judges nothing else.</summary>
    public static TermsEdit Between(Sale from, Sale to) => new()
    {
        OpensAt = from.OpensAt == to.OpensAt ? null : to.OpensAt,
        ClosesAt = from.ClosesAt == to.ClosesAt ? null : to.ClosesAt,
        PerCustomerLimit = from.PerCustomerLimit == to.PerCustomerLimit ? null : to.PerCustomerLimit,
        HoldSeconds = from.HoldSeconds == to.HoldSeconds ? null : to.HoldSeconds,
        Quantity = from.Quantity == to.Quantity ? null : to.Quantity,
        ListPrice = from.ListPrice == to.ListPrice ? null : to.ListPrice,
        Offer = (from.UnitPrice, from.Currency, from.Product.Name) == (to.UnitPrice, to.Currency, to.Product.Name)
            ? null : (to.UnitPrice, to.Currency, to.Product.Name),
    };

    /// <summary>A refusal in the contract's words for the fields.</summary>
    public static SaleResult Refused(TermsResult result, Sale from, Sale to, ShelfSale now) => result.Code switch
    {
        TermsCode.NotEditable => new SaleResult(SaleOutcome.NotEditable, now, Field: Name(result.Field, from, to)),
        TermsCode.NotEnough => new SaleResult(SaleOutcome.NotEnough, now),
        _ => new SaleResult(SaleOutcome.Unavailable),
    };

    private static string Name(string field, Sale from, Sale to) => field switch
    {
        "opens" => "opensAt",
        "closes" => "closesAt",
        "limit" => "perCustomerLimit",
        "hold" => "holdSeconds",
        "quantity" => "quantity",
        "list" => "listPrice",
        "offer" when from.UnitPrice != to.UnitPrice => "unitPrice",
        "offer" when from.Currency != to.Currency => "currency",
        _ => from.Product.Name != to.Product.Name ? "product.name"
            : from.Product.Description != to.Product.Description ? "product.description"
            : "product.imageUrl",
    };
}
