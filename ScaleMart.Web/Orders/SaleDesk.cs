using Microsoft.Extensions.Options;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Orders.Traces;
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

/// <summary>Where admins make, edit and steer sales. Each act is decided in Redis, and written into the trail before it is; <c>admin</c> everywhere is who acts.</summary>
public sealed class SaleDesk(SaleCatalogue catalogue, Shelf shelf, TermsActs acts, Rebuild rebuild, DrainSignal drain, TrailDesk trail, TimeProvider time, IOptions<StockOptions> options)
{
    public Task<SaleResult> CreateAsync(SaleDraft draft, Actor admin, CancellationToken cancel = default)
    {
        var faults = draft.Faults();
        var sale = faults.Count == 0 ? Sale.From(draft, time.GetUtcNow(), options.Value.HoldSeconds) : null;
        return trail.RunAsync(admin, "sale.create", sale is null ? SaleTrace.Unmade : SaleTrace.Subject(sale.Id), "", null,
            () => sale is null ? Task.FromResult(new SaleResult(SaleOutcome.Invalid, Faults: faults)) : AddAsync(sale, cancel), made => SaleTrace.Created(made, draft));
    }

    /// <summary>An absent field of the draft stays as it is.</summary>
    public async Task<SaleResult> EditAsync(string saleId, SaleDraft draft, Actor admin, CancellationToken cancel = default)
    {
        var now = await shelf.FindAsync(saleId, cancel);
        var (before, after) = SaleTrace.Between(now, draft);
        return await ActAsync("sale.edit", now, saleId, admin, "", _ => before, _ => EditAsync(now!, draft, cancel), edited => SaleTrace.Edited(edited, after));
    }

    public Task<SaleResult> OpenAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "open", admin, cancel);

    public Task<SaleResult> PauseAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "pause", admin, cancel);

    public Task<SaleResult> ResumeAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "resume", admin, cancel);

    public Task<SaleResult> CloseAsync(string saleId, Actor admin, CancellationToken cancel = default) => SwitchAsync(saleId, "close", admin, cancel);

    /// <summary>Adds units, or takes unsold ones back when negative; the same key does it once.</summary>
    public async Task<SaleResult> RestockAsync(string saleId, int quantity, string reason, string? idempotencyKey, Actor admin, CancellationToken cancel = default) =>
        await ActAsync("sale.restock", await shelf.FindAsync(saleId, cancel), saleId, admin, reason, SaleTrace.Total, async sale =>
        {
            var result = await acts.RestockAsync(sale.Id, idempotencyKey is null ? Ids.New() : $"{admin.Id}:{idempotencyKey}", quantity, admin.Id, reason);
            return await ShowAsync(result.Code, sale.Id, cancel);
        }, restocked => SaleTrace.Restocked(restocked, quantity));

    /// <summary>Makes a sale's stock anew, as <see cref="Rebuild"/> does; null when it could not now.</summary>
    public async Task<RebuildReport?> RebuildAsync(string saleId, Actor admin) =>
        await trail.RunAsync(admin, "sale.rebuild", SaleTrace.Subject(saleId), "", SaleTrace.Counts(await shelf.FindAsync(saleId)), () => rebuild.RunAsync(saleId, dryRun: false), SaleTrace.Rebuilt);

    private async Task<SaleResult> SwitchAsync(string saleId, string act, Actor admin, CancellationToken cancel) =>
        await ActAsync($"sale.{act}", await shelf.FindAsync(saleId, cancel), saleId, admin, "", SaleTrace.State,
            async sale => await ShowAsync((await acts.SwitchAsync(sale.Id, act)).Code, sale.Id, cancel), SaleTrace.Switched);

    // Of a sale that there is not, too, the trail says who asked for what.
    private Task<SaleResult> ActAsync(
        string act, ShelfSale? sale, string asked, Actor admin, string reason, Func<ShelfSale, object?> before, Func<Sale, Task<SaleResult>> does, Func<SaleResult, TrailEnd> ends) =>
        trail.RunAsync(admin, act, SaleTrace.Subject(sale?.Sale.Id ?? asked), reason, sale is null ? null : before(sale),
            () => sale is null ? Task.FromResult(new SaleResult(SaleOutcome.NotFound)) : does(sale.Sale), ends);

    private async Task<SaleResult> AddAsync(Sale draft, CancellationToken cancel)
    {
        var sale = await catalogue.AddAsync(draft, cancel);
        // Crash point: in the catalogue, not in Redis. The next start, or the first who wants to buy, makes its keys.
        return await rebuild.RescueAsync(sale.Id) ? await ShowAsync(SaleOutcome.Done, sale.Id, cancel) : new SaleResult(SaleOutcome.Unavailable);
    }

    private async Task<SaleResult> EditAsync(ShelfSale now, SaleDraft draft, CancellationToken cancel)
    {
        var current = SaleEdit.Current(now);
        var whole = draft.Over(current);
        if (SaleEdit.Faults(whole, now) is { Count: > 0 } faults) return new SaleResult(SaleOutcome.Invalid, now, faults);
        var edited = current.With(whole);
        var result = await acts.EditAsync(current.Id, SaleEdit.Between(current, edited));
        if (result.Code != TermsCode.Done) return SaleEdit.Refused(result, current, edited, now);
        // Redis has decided and its offer holds; what only the catalogue keeps follows.
        await catalogue.ReplaceAsync(edited, cancel);
        return await DoneAsync(current.Id, cancel);
    }

    private async Task<SaleResult> ShowAsync(TermsCode code, string saleId, CancellationToken cancel) => code switch
    {
        TermsCode.Done or TermsCode.Already => await DoneAsync(saleId, cancel),
        TermsCode.NotEnough => await ShowAsync(SaleOutcome.NotEnough, saleId, cancel),
        TermsCode.OtherUnits => await ShowAsync(SaleOutcome.KeyMismatch, saleId, cancel),
        TermsCode.Unavailable => new SaleResult(SaleOutcome.Unavailable),
        _ => await ShowAsync(SaleOutcome.NotAllowed, saleId, cancel),
    };

    private async Task<SaleResult> DoneAsync(string saleId, CancellationToken cancel)
    {
        drain.Wake(saleId);
        return await ShowAsync(SaleOutcome.Done, saleId, cancel);
    }

    private async Task<SaleResult> ShowAsync(SaleOutcome outcome, string saleId, CancellationToken cancel) => new(outcome, await shelf.FindAsync(saleId, cancel));
}
