using Microsoft.Extensions.Options;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Orders;

/// <summary>What became of an admin's act on a sale.</summary>
public enum SaleOutcome
{
    Done,
    NotFound,

    /// <summary>The draft has faults: see <see cref="SaleResult.Faults"/>.</summary>
    Invalid,

    /// <summary>A field that cannot change in this state: see <see cref="SaleResult.Field"/>.</summary>
    NotEditable,

    /// <summary>The sale's state does not allow the act.</summary>
    NotAllowed,

    /// <summary>More was to be taken back than is available.</summary>
    NotEnough,
    KeyMismatch,
    Unavailable,
}

/// <summary>The outcome, the sale as it is now where there is one, and what was wrong.</summary>
public sealed record SaleResult(SaleOutcome Outcome, ShelfSale? Sale = null, IReadOnlyDictionary<string, string>? Faults = null, string? Field = null, string? Detail = null);

/// <summary>Where admins make, edit and steer sales. Each act is decided in Redis; <c>admin</c> everywhere is who acts.</summary>
public sealed class SaleDesk(SaleCatalogue catalogue, Shelf shelf, TermsActs acts, Rebuild rebuild, DrainSignal drain, TimeProvider time, IOptions<StockOptions> options, ILogger<SaleDesk> log)
{
    public async Task<SaleResult> CreateAsync(SaleDraft draft, Actor admin, CancellationToken cancel = default)
    {
        if (draft.Faults() is { Count: > 0 } faults) return new SaleResult(SaleOutcome.Invalid, Faults: faults);
        var sale = await catalogue.AddAsync(Sale.From(draft, time.GetUtcNow(), options.Value.HoldSeconds), cancel);
        // Crash point: in the catalogue, not in Redis. The next start, or the first who wants to buy, makes its keys.
        if (!await rebuild.RescueAsync(sale.Id)) return new SaleResult(SaleOutcome.Unavailable);
        log.SaleActed(admin.Id, "create", sale.Id);
        return await ShowAsync(SaleOutcome.Done, sale.Id, cancel);
    }

    /// <summary>An absent field of the draft stays as it is.</summary>
    public async Task<SaleResult> EditAsync(string saleId, SaleDraft draft, Actor admin, CancellationToken cancel = default)
    {
        if (await shelf.FindAsync(saleId, cancel) is not { } now) return new SaleResult(SaleOutcome.NotFound);
        var current = SaleEdit.Current(now);
        var whole = draft.Over(current);
        if (SaleEdit.Faults(whole, now) is { Count: > 0 } faults) return new SaleResult(SaleOutcome.Invalid, now, faults);
        var edited = current.With(whole);
        var result = await acts.EditAsync(current.Id, SaleEdit.Between(current, edited));
        if (result.Code != TermsCode.Done) return SaleEdit.Refused(result, current, edited, now);
        // Redis has decided and its offer holds; what only the catalogue keeps follows.
        await catalogue.ReplaceAsync(edited, cancel);
        return await DoneAsync(admin, "edit", current.Id, cancel);
    }

    public Task<SaleResult> OpenAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "open", admin, cancel);

    public Task<SaleResult> PauseAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "pause", admin, cancel);

    public Task<SaleResult> ResumeAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "resume", admin, cancel);

    public Task<SaleResult> CloseAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "close", admin, cancel);

    /// <summary>Adds units, or takes unsold ones back when negative; the same key does it once.</summary>
    public async Task<SaleResult> RestockAsync(string saleId, int quantity, string reason, string? idempotencyKey, Actor admin, CancellationToken cancel = default)
    {
        if (await catalogue.FindAsync(saleId, cancel) is not { } sale) return new SaleResult(SaleOutcome.NotFound);
        var result = await acts.RestockAsync(sale.Id, idempotencyKey is null ? Ids.New() : $"{admin.Id}:{idempotencyKey}", quantity, admin.Id, reason);
        return await ShowAsync(result.Code, admin, "restock", sale.Id, cancel);
    }

    private async Task<SaleResult> SwitchAsync(string saleId, string act, Actor admin, CancellationToken cancel) =>
        await catalogue.FindAsync(saleId, cancel) is { } sale
            ? await ShowAsync((await acts.SwitchAsync(sale.Id, act)).Code, admin, act, sale.Id, cancel)
            : new SaleResult(SaleOutcome.NotFound);

    private async Task<SaleResult> ShowAsync(TermsCode code, Actor admin, string act, string saleId, CancellationToken cancel) => code switch
    {
        TermsCode.Done or TermsCode.Already => await DoneAsync(admin, act, saleId, cancel),
        TermsCode.NotEnough => await ShowAsync(SaleOutcome.NotEnough, saleId, cancel),
        TermsCode.OtherUnits => await ShowAsync(SaleOutcome.KeyMismatch, saleId, cancel),
        TermsCode.Unavailable => new SaleResult(SaleOutcome.Unavailable),
        _ => await ShowAsync(SaleOutcome.NotAllowed, saleId, cancel),
    };

    private async Task<SaleResult> DoneAsync(Actor admin, string act, string saleId, CancellationToken cancel)
    {
        drain.Wake(saleId);
        log.SaleActed(admin.Id, act, saleId);
        return await ShowAsync(SaleOutcome.Done, saleId, cancel);
    }

    private async Task<SaleResult> ShowAsync(SaleOutcome outcome, string saleId, CancellationToken cancel) => new(outcome, await shelf.FindAsync(saleId, cancel));
}
