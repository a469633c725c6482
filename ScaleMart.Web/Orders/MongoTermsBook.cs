using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Orders;

/// <summary>The ledger's terms in MongoDB.</summary>
public sealed class MongoTermsBook(MongoDoor door) : ITermsBook
{
    public static readonly MongoIndexes Indexes = new("saleTerms");
    private readonly MongoRecords<SaleTerms> _terms = new(door, Indexes.Collection);
    private readonly MongoVersions<SaleTerms> _versions = new(door, Indexes.Collection, t => t.SaleId, t => t.Version);
    private readonly MongoRecords<Fence> _fences = new(door, "saleFences");
    private readonly MongoVersions<Fence> _highest = new(door, "saleFences", f => f.SaleId, f => f.Version);

    public Task WriteAsync(SaleTerms terms, Deadline until, CancellationToken cancel = default) => _versions.WriteAsync([terms], until, cancel);

    public Task<SaleTerms?> FindAsync(string saleId, CancellationToken cancel = default) => _terms.FindAsync(MongoRecords.Where.Eq("_id", saleId), cancel);

    // A fence never goes down, as a newer version never gives way to an older one: the sequence is its version.
    public Task FenceAsync(string saleId, long sequence, CancellationToken cancel = default) => _highest.WriteAsync([new Fence(saleId, sequence)], Deadline.Never, cancel);

    public async Task<long> FenceAsync(string saleId, CancellationToken cancel = default) =>
        (await _fences.FindAsync(MongoRecords.Where.Eq("_id", saleId), cancel))?.Version ?? 0;

    private sealed record Fence(string SaleId, long Version);
}
