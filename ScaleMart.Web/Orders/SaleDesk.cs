using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

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

/// <summary>Where admins make, edit and steer sales. Each act is decided in Redis; <c>admin</c> everywhere is the acting user's id.</summary>
public sealed class SaleDesk
{
    public Task<SaleResult> CreateAsync(SaleDraft draft, string admin, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>An absent field of the draft stays as it is.</summary>
    public Task<SaleResult> EditAsync(string saleId, SaleDraft draft, string admin, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<SaleResult> OpenAsync(string saleId, string admin, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<SaleResult> PauseAsync(string saleId, string admin, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<SaleResult> ResumeAsync(string saleId, string admin, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<SaleResult> CloseAsync(string saleId, string admin, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<SaleResult> RestockAsync(string saleId, int quantity, string reason, string? idempotencyKey, string admin, CancellationToken cancel = default) => throw new NotSupportedException();
}
