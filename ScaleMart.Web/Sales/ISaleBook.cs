namespace ScaleMart.Web.Sales;

/// <summary>The catalogue's book: every sale that was ever made, one document each.</summary>
public interface ISaleBook
{
    /// <summary>False when the slug or the id is taken; nothing is written then.</summary>
    Task<bool> AddAsync(Sale sale, CancellationToken cancel = default);

    Task ReplaceAsync(Sale sale, CancellationToken cancel = default);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Sale>> ListAsync(CancellationToken cancel = default);
}
