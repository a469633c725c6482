using MongoDB.Driver;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Orders.Payment;

public sealed class MongoChargeBook(MongoDoor door) : IChargeBook
{
    public static readonly MongoIndexes Indexes = new("charges");
    private readonly MongoRecords<Charge> _charges = new(door, Indexes.Collection);

    public Task<Charge?> FindAsync(string key, CancellationToken cancel = default) => _charges.FindAsync(MongoRecords<Charge>.Where.Eq("_id", key), cancel);

    public async Task<Charge> AddAsync(Charge charge, CancellationToken cancel = default)
    {
        // Read back even after it was written: what is answered is what is kept, to the millisecond.
        await _charges.InsertAsync(charge.Key, charge, cancel);
        return await FindAsync(charge.Key, cancel) ?? throw new StoreUnavailableException("A charge of this key is being written, and no majority has it yet.");
    }

    public Task<bool> ReplaceAsync(Charge charge, ChargeState from, CancellationToken cancel = default) =>
        _charges.ReplaceAsync(MongoRecords<Charge>.Where.Eq("_id", charge.Key) & MongoRecords<Charge>.Where.Eq("state", Documents.Word(from)), charge.Key, charge, cancel);
}
