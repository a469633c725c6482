using System.Text.Json;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Orders.Traces;

/// <summary>What the trail says of a sale before and after an act: only what the act is about.</summary>
internal static class SaleTrace
{
    // There is no such sale yet, and its draft is not fit to become one.
    public const string Unmade = "sale:unmade";

    public static string Subject(string saleId) => $"sale:{saleId}";

    /// <summary>Null while Redis cannot be asked: nobody knows how the sale stands.</summary>
    public static object? State(ShelfSale? sale) => Known(sale) is { } stock ? new { stock.State } : null;

    public static object? Total(ShelfSale? sale) => Known(sale) is { } stock ? new { stock.Total } : null;

    public static object? Counts(ShelfSale? sale) => Known(sale) is { } stock ? new { stock.Total, stock.Available, stock.Held, stock.Sold } : null;

    public static TrailEnd Switched(SaleResult result) => TrailEnd.Of(result.Outcome, State(result.Sale));

    /// <summary>A refused restock says, too, how many units were asked for.</summary>
    public static TrailEnd Restocked(SaleResult result, int units) =>
        TrailEnd.Of(result.Outcome, Known(result.Sale) is { } stock ? new { stock.Total, units } : new { units });

    public static TrailEnd Rebuilt(RebuildReport? report) => report is null
        ? TrailEnd.Of(SaleOutcome.Unavailable)
        : TrailEnd.Of(SaleOutcome.Done, new { report.After.Total, report.After.Available, report.After.Held, report.After.Sold });

    /// <summary>The new sale's terms; of a refused one, the fields that are at fault.</summary>
    public static TrailEnd Created(SaleResult result, SaleDraft draft) =>
        TrailEnd.Of(result.Outcome, result.Outcome == SaleOutcome.Done ? Fields(draft) : Asked(Fields(draft).Where(f => result.Faults?.ContainsKey(f.Key) == true)));

    /// <summary>The fields that an edit would change, as they are and as they are asked to be, under the contract's names.</summary>
    public static (IReadOnlyDictionary<string, JsonElement> Before, IReadOnlyDictionary<string, JsonElement> After) Between(ShelfSale? sale, SaleDraft draft)
    {
        if (sale is null) return (Fields(new SaleDraft()), Fields(draft));
        var current = SaleEdit.Current(sale);
        var (before, after) = (Fields(new SaleDraft().Over(current)), Fields(draft.Over(current)));
        var changed = before.Keys.Union(after.Keys).Where(k => !JsonElement.DeepEquals(before.GetValueOrDefault(k), after.GetValueOrDefault(k))).ToHashSet();
        return (before.Where(f => changed.Contains(f.Key)).ToDictionary(), after.Where(f => changed.Contains(f.Key)).ToDictionary());
    }

    /// <summary>What is changed now, or what was asked for in vain.</summary>
    public static TrailEnd Edited(SaleResult result, IReadOnlyDictionary<string, JsonElement> after) =>
        TrailEnd.Of(result.Outcome, result.Outcome == SaleOutcome.Done ? after : Asked(after));

    private static StockLevel? Known(ShelfSale? sale) => sale is { Stock.IsStale: false } ? sale.Stock : null;

    private static Dictionary<string, JsonElement> Asked(IEnumerable<KeyValuePair<string, JsonElement>> fields) => fields.ToDictionary(f => $"asked.{f.Key}", f => f.Value);

    private static Dictionary<string, JsonElement> Fields(SaleDraft draft)
    {
        var whole = Documents.Read<JsonElement>(Documents.Write(draft with { OpensAt = draft.OpensAt?.ToUniversalTime(), ClosesAt = draft.ClosesAt?.ToUniversalTime() }));
        return whole.EnumerateObject()
            .SelectMany(f => f.Value.ValueKind == JsonValueKind.Object ? f.Value.EnumerateObject().Select(inner => ($"{f.Name}.{inner.Name}", inner.Value)) : [(f.Name, f.Value)])
            .Where(f => f.Value.ValueKind != JsonValueKind.Null).ToDictionary(f => f.Item1, f => f.Value);
    }
}
