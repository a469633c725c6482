using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales.Drafting;

/// <summary>
/// A form read whole: the draft that it makes (of an edit, only what changes), every fault of it at its field in
/// <see cref="SaleForm.Faults"/>, and the sale as shoppers would see it.
/// </summary>
public sealed record DraftReading(SaleForm Form, SaleDraft Draft, ShelfSale After, IReadOnlyList<string> Changed)
{
    /// <summary><paramref name="sale"/>: the one that is edited; null for a new one.</summary>
    public static DraftReading Of(SaleForm typed, ShelfSale? sale, DateTimeOffset now)
    {
        var before = sale is null ? null : SaleForm.Of(sale, typed.Zone);
        var form = before is null ? typed : typed.Over(before);
        var draft = form.Draft(before);
        form.Add(sale is null ? draft.Faults() : SaleEdit.Faults(draft.Over(SaleEdit.Current(sale)), sale));
        if (sale is { Stock.State: not SaleState.Scheduled }) form.Add(WhileOn(draft, sale));
        return new DraftReading(form, draft, Preview.Of(draft, form.Faults, sale, now), before is null ? [] : form.Changed(before));
    }

    /// <summary>What the sale's state forbids, as the script that decides would; said before it is asked.</summary>
    private static Dictionary<string, string> WhileOn(SaleDraft draft, ShelfSale sale)
    {
        var faults = new Dictionary<string, string>();
        if (draft.PerCustomerLimit < sale.Stock.PerCustomerLimit) faults[FieldNames.Limit] = $"may only go up while the sale is on: it is {sale.Stock.PerCustomerLimit:N0}";
        if (draft.ClosesAt <= sale.Stock.At) faults[FieldNames.Closes] = "must be later than now; to end the sale at once, close it";
        return faults;
    }
}
