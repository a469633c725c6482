using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales.Drafting;

/// <summary>A draft as the sale that it would be, so that the shoppers' own pages can draw it.</summary>
internal static class Preview
{
    /// <summary>What cannot be read or is at fault shows as it is in the edited sale, and in a new one as nothing yet.</summary>
    public static ShelfSale Of(SaleDraft draft, IReadOnlyDictionary<string, string> faults, ShelfSale? sale, DateTimeOffset now)
    {
        var whole = Sound(draft, faults);
        if (sale is null)
        {
            var made = Blank(now).With(whole);
            return new ShelfSale(made, Level(made, now));
        }

        var (current, stock) = (SaleEdit.Current(sale), sale.Stock);
        var edited = current.With(whole);
        var more = edited.Quantity - current.Quantity;
        return new ShelfSale(edited, stock with
        {
            Total = stock.Total + more,
            Available = Math.Max(0, stock.Available + more),
            UnitPrice = edited.UnitPrice,
            OpensAt = edited.OpensAt,
            ClosesAt = edited.ClosesAt,
            PerCustomerLimit = edited.PerCustomerLimit,
            HoldSeconds = edited.HoldSeconds,
            State = StockLevel.StateOf(stock.State == SaleState.Paused ? "paused" : "open", edited.OpensAt, edited.ClosesAt, stock.Available + more, stock.At),
        });
    }

    private static SaleDraft Sound(SaleDraft draft, IReadOnlyDictionary<string, string> faults)
    {
        T? If<T>(string field, T? value) => faults.ContainsKey(field) ? default : value;
        return new SaleDraft
        {
            Product = new ProductDraft(If(FieldNames.Name, draft.Product?.Name), If(FieldNames.Description, draft.Product?.Description), If(FieldNames.Picture, draft.Product?.ImageUrl)),
            UnitPrice = If(FieldNames.Price, draft.UnitPrice),
            ListPrice = If(FieldNames.ListPrice, draft.ListPrice),
            Currency = If(FieldNames.Currency, draft.Currency),
            Quantity = If(FieldNames.Quantity, draft.Quantity),
            PerCustomerLimit = If(FieldNames.Limit, draft.PerCustomerLimit),
            OpensAt = If(FieldNames.Opens, draft.OpensAt),
            ClosesAt = If(FieldNames.Closes, draft.ClosesAt),
            HoldSeconds = If(FieldNames.Hold, draft.HoldSeconds),
        };
    }

    private static Sale Blank(DateTimeOffset now) => new()
    {
        Id = "draft",
        Slug = "draft",
        Product = new Product("draft", "No name yet", "", "/images/placeholder.svg"),
        UnitPrice = 0,
        ListPrice = 0,
        Currency = "EUR",
        Quantity = 0,
        PerCustomerLimit = 1,
        OpensAt = now.AddHours(1),
        ClosesAt = now.AddHours(2),
        HoldSeconds = 300,
        CreatedAt = now,
    };

    private static StockLevel Level(Sale sale, DateTimeOffset now) => new()
    {
        Version = 1,
        Total = sale.Quantity,
        Available = sale.Quantity,
        Held = 0,
        Sold = 0,
        State = StockLevel.StateOf("open", sale.OpensAt, sale.ClosesAt, sale.Quantity, now),
        UnitPrice = sale.UnitPrice,
        OpensAt = sale.OpensAt,
        ClosesAt = sale.ClosesAt,
        PerCustomerLimit = sale.PerCustomerLimit,
        HoldSeconds = sale.HoldSeconds,
        At = now,
    };
}
