using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Sales;

/// <summary>The catalogue's book in MongoDB.</summary>
public sealed class MongoSaleBook(MongoDoor door) : ISaleBook
{
    public static readonly MongoIndexes Indexes = new("sales", MongoIndexes.Unique("slug"), MongoIndexes.On("-createdAt", "-_id"));
    private readonly MongoRecords<Sale> _sales = new(door, Indexes.Collection);

    public Task<bool> AddAsync(Sale sale, CancellationToken cancel = default) => _sales.InsertAsync(sale.Id, sale, cancel);

    public async Task ReplaceAsync(Sale sale, CancellationToken cancel = default)
    {
        if (!await _sales.ReplaceAsync(MongoRecords<Sale>.Where.Eq("_id", sale.Id), sale.Id, sale, cancel))
            throw new InvalidOperationException($"The sale '{sale.Id}' is to be replaced, but the book does not have it.");
    }

    public Task<IReadOnlyList<Sale>> ListAsync(CancellationToken cancel = default) =>
        _sales.ListAsync(MongoRecords<Sale>.Where.Empty, ["-createdAt", "-_id"], null, cancel);
}
