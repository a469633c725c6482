using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Orders;

/// <summary>The ledger's orders in MongoDB.</summary>
public sealed class MongoOrderBook(MongoDoor door) : IOrderBook
{
    public static readonly MongoIndexes Indexes = new("orders",
        MongoIndexes.On("userId", "-acceptedAt", "_id"),
        MongoIndexes.On("saleId", "acceptedAt", "_id"),
        MongoIndexes.On("saleId", "version"),
        MongoIndexes.On("acceptedAt", "_id"),
        MongoIndexes.On("saleId", "status", "acceptedAt", "_id"),
        MongoIndexes.On("status", "acceptedAt", "_id"));

    private const int Page = 1_000;
    private readonly MongoRecords<OrderRecord> _orders = new(door, Indexes.Collection);
    private readonly MongoRecords<Standing> _standings = new(door, Indexes.Collection, onlyItsFields: true);
    private readonly MongoVersions<OrderRecord> _versions = new(door, Indexes.Collection, o => o.Id, o => o.Version);

    private static FilterDefinitionBuilder<BsonDocument> Where => MongoRecords.Where;

    public Task WriteAsync(IReadOnlyCollection<OrderRecord> orders, Deadline until, CancellationToken cancel = default) => _versions.WriteAsync(orders, until, cancel);

    public async Task<long> HighestVersionAsync(string saleId, CancellationToken cancel = default) =>
        (await _orders.ListAsync(Where.Eq("saleId", saleId), ["-version"], 1, cancel)).SingleOrDefault()?.Version ?? 0;

    public async Task<IReadOnlyList<OrderRecord>> FindAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancel = default)
    {
        var found = new List<OrderRecord>();
        foreach (var ids in orderIds.Chunk(Page)) found.AddRange(await _orders.ListAsync(Where.In("_id", ids), null, null, cancel));
        return found;
    }

    public Task<DateTimeOffset?> RecordedAtAsync(string orderId, CancellationToken cancel = default) => _versions.WrittenAtAsync(orderId, cancel);

    public Task<IReadOnlyList<OrderRecord>> OfUserAsync(string userId, CancellationToken cancel = default) =>
        _orders.ListAsync(Where.Eq("userId", userId), ["-acceptedAt", "_id"], null, cancel);

    public IAsyncEnumerable<OrderRecord> OfSaleAsync(string? saleId, CancellationToken cancel = default) => InOrderAsync(_orders, saleId, o => (o.AcceptedAt, o.Id), cancel);

    public async IAsyncEnumerable<OrderStanding> StandingsAsync(string saleId, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var order in InOrderAsync(_standings, saleId, o => (o.AcceptedAt, o.Id), cancel)) yield return new(order.Id, order.UserId, order.Quantity, order.Status, order.Version);
    }

    public Task<IReadOnlyList<OrderRecord>> SearchAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel = default)
    {
        var which = Where.Empty;
        if (filter.SaleId is { } sale) which &= Where.Eq("saleId", sale);
        if (filter.Status is { } status) which &= Where.Eq("status", Documents.Word(status));
        if (filter.From is { } from) which &= Where.Gte("acceptedAt", from.UtcDateTime);
        if (filter.To is { } to) which &= Where.Lt("acceptedAt", to.UtcDateTime);
        if (filter is { IdBeginning: not null } or { UserIds: not null }) which &= Whose(filter);
        if (after is not null) which &= Where.Lte("acceptedAt", after.AcceptedAt.UtcDateTime) & (Where.Lt("acceptedAt", after.AcceptedAt.UtcDateTime) | Where.Lt("_id", after.Id));
        return _orders.ListAsync(which, ["-acceptedAt", "-_id"], limit, cancel);
    }

    // Page after page by the last one seen: no cursor has to outlive a failover or a slow reader.
    private static async IAsyncEnumerable<T> InOrderAsync<T>(MongoRecords<T> records, string? saleId, Func<T, (DateTimeOffset At, string Id)> placeOf, [EnumeratorCancellation] CancellationToken cancel) where T : class
    {
        var sale = saleId is null ? Where.Empty : Where.Eq("saleId", saleId);
        var rest = Where.Empty;
        while (true)
        {
            var page = await records.ListAsync(sale & rest, ["acceptedAt", "_id"], Page, cancel);
            foreach (var order in page) yield return order;
            if (page.Count < Page) yield break;
            var (at, id) = placeOf(page[^1]);
            // The first bound is what an index can begin at; the second only passes over those of the same millisecond.
            rest = Where.Gte("acceptedAt", at.UtcDateTime) & (Where.Gt("acceptedAt", at.UtcDateTime) | Where.Gt("_id", id));
        }
    }

    private static FilterDefinition<BsonDocument> Whose(OrderFilter filter)
    {
        var ofUsers = Where.In("userId", filter.UserIds ?? []);
        if (filter.IdBeginning is not { } beginning) return ofUsers;
        var byId = Where.Gte("_id", beginning) & Where.Lt("_id", beginning + OrderFilter.Last);
        return filter.UserIds is { Count: > 0 } ? byId | ofUsers : byId;
    }

    private sealed record Standing(string Id, string UserId, int Quantity, OrderStatus Status, long Version, DateTimeOffset AcceptedAt);
}
