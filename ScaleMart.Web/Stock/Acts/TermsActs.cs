using System.Globalization;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Acts;

/// <summary>What became of a change of terms; the numbers are those of <c>terms.lua</c>.</summary>
public enum TermsCode
{
    Done = 1,
    Already = 2,
    NotAllowed = -1,
    NotEditable = -2,
    NotEnough = -3,
    OtherUnits = -4,
    Unavailable = -9,
}

/// <summary>The outcome; <paramref name="Field"/> names what could not change.</summary>
public sealed record TermsResult(TermsCode Code, string Field = "");

/// <summary>New values for a sale's terms; null leaves one as it is.</summary>
public sealed record TermsEdit
{
    public DateTimeOffset? OpensAt { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }
    public int? PerCustomerLimit { get; init; }
    public int? HoldSeconds { get; init; }
    public int? Quantity { get; init; }
    public decimal? ListPrice { get; init; }
    public (decimal UnitPrice, string Currency, string Name)? Offer { get; init; }
}

/// <summary>Changes a sale's terms: Redis decides by its own clock, and it works while the document store is away.</summary>
public sealed class TermsActs(SaleScript sales, Reservations.SoldOutFlags flags, ILogger<TermsActs> log)
{
    private static readonly Script Terms = Script.Load("Stock/Scripts/terms.lua", "Stock/Scripts/sale.lua");

    /// <summary><paramref name="act"/>: open, pause, resume or close.</summary>
    public Task<TermsResult> SwitchAsync(string saleId, string act) => RunAsync(saleId, act);

    /// <summary>The same id with the same units is done once.</summary>
    public Task<TermsResult> RestockAsync(string saleId, string restockId, int units, string who, string reason) =>
        RunAsync(saleId, "restock", restockId, units, $"{RecordLine.Clean(who)}\t{RecordLine.Clean(reason)}");

    public Task<TermsResult> EditAsync(string saleId, TermsEdit edit)
    {
        var pairs = new List<RedisValue>();
        void Set(string field, string? value)
        {
            if (value is not null) pairs.AddRange([field, value]);
        }

        Set("opens", edit.OpensAt is { } opens ? RecordLine.Milliseconds(opens) : null);
        Set("closes", edit.ClosesAt is { } closes ? RecordLine.Milliseconds(closes) : null);
        Set("limit", edit.PerCustomerLimit?.ToString(CultureInfo.InvariantCulture));
        Set("hold", (edit.HoldSeconds * 1000)?.ToString(CultureInfo.InvariantCulture));
        Set("quantity", edit.Quantity?.ToString(CultureInfo.InvariantCulture));
        Set("offer", edit.Offer is { } offer ? RecordLine.Offer(offer.UnitPrice, offer.Currency, RecordLine.Clean(offer.Name)) : null);
        Set("list", edit.ListPrice?.ToString(CultureInfo.InvariantCulture));
        return RunAsync(saleId, "edit", [.. pairs]);
    }

    private async Task<TermsResult> RunAsync(string saleId, string act, params RedisValue[] values)
    {
        var keys = new SaleKeys(saleId);
        try
        {
            var reply = await sales.RunAsync(Terms, saleId, [keys.Sale, keys.Queue, keys.Restocks], [act, .. values]);
            flags.Of(saleId).Clear(); // What the flag would say may be another refusal now.
            return reply.Gate == Gate.Open
                ? new TermsResult((TermsCode)reply.Code, (string?)reply.Rows[6] ?? "")
                : new TermsResult(TermsCode.Unavailable);
        }
        catch (RedisServerException fault)
        {
            log.ActFailed(Terms.Name, act, fault);
            return new TermsResult(TermsCode.Unavailable);
        }
    }
}
