using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>The ledger's orders in the embedded document store.</summary>
public sealed class SqliteOrderBook(SqliteDoor door, TimeProvider time) : IOrderBook
{
    // An order whose id does not tell its shopper: only of these is there an index by shopper, for in such an index every order of a rush enters a page of its own.
    private static readonly string TellsNoShopper = $"length(id) - instr(id, '-') <> {OrderIds.Length}";

    public static readonly string Schema = $"""
        CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, sale_id TEXT NOT NULL, user_id TEXT NOT NULL, version INTEGER NOT NULL, accepted_at INTEGER NOT NULL, document TEXT NOT NULL);
        DROP INDEX IF EXISTS orders_of_user;
        CREATE INDEX IF NOT EXISTS orders_of_user_by_other_ids ON orders (user_id) WHERE {TellsNoShopper};
        CREATE INDEX IF NOT EXISTS orders_of_sale ON orders (sale_id, accepted_at, id);
        CREATE INDEX IF NOT EXISTS orders_by_version ON orders (sale_id, version);
        CREATE INDEX IF NOT EXISTS orders_by_time ON orders (accepted_at, id);
        CREATE INDEX IF NOT EXISTS orders_of_sale_by_status ON orders (sale_id, json_extract(document, '$.status'), accepted_at, id);
        CREATE INDEX IF NOT EXISTS orders_by_status ON orders (json_extract(document, '$.status'), accepted_at, id);
        """;

    private const string Upsert = """
        INSERT INTO orders (id, sale_id, user_id, version, accepted_at, document) VALUES (@id, @saleId, @userId, @version, @acceptedAt, @document)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, document = excluded.document WHERE excluded.version > orders.version
        """;

    // Their places: in each sale beside one another.
    private static readonly string OfUsers = $"""
        WITH RECURSIVE sales (id) AS (SELECT min(sale_id) FROM orders UNION ALL SELECT (SELECT min(sale_id) FROM orders WHERE sale_id > sales.id) FROM sales WHERE sales.id IS NOT NULL)
        SELECT orders.rowid FROM sales CROSS JOIN json_each(@shoppers) AS shopper CROSS JOIN orders
            ON orders.id > sales.id || '-' || shopper.value AND orders.id < sales.id || '-' || shopper.value || '~' WHERE +orders.user_id IN @users
        UNION ALL SELECT rowid FROM orders WHERE user_id IN @users AND {TellsNoShopper}
        """;

    private const int Page = 1_000;

    public Task WriteAsync(IReadOnlyCollection<OrderRecord> orders, Deadline until, CancellationToken cancel = default) =>
        door.WriteAsync(until, (c, t) => Write(c, t, orders), cancel);

    public Task<long> HighestVersionAsync(string saleId, CancellationToken cancel = default) =>
        door.ReadAsync(c => c.ExecuteScalar<long?>("SELECT max(version) FROM orders WHERE sale_id = @saleId", new { saleId }) ?? 0, cancel);

    public async Task<IReadOnlyList<OrderRecord>> FindAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancel = default)
    {
        var found = new List<OrderRecord>();
        foreach (var ids in orderIds.Chunk(Page)) // A statement takes a bounded number of parameters.
            found.AddRange(await QueryAsync("SELECT document FROM orders WHERE id IN @ids", new { ids }, cancel));
        return found;
    }

    public async Task<DateTimeOffset?> RecordedAtAsync(string orderId, CancellationToken cancel = default) => await door.ReadAsync(c =>
        c.ExecuteScalar<string?>("SELECT json_extract(document, '$.recordedAt') FROM orders WHERE id = @orderId", new { orderId }) is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : (DateTimeOffset?)null, cancel);

    public async Task<IReadOnlyList<OrderRecord>> OfUserAsync(string userId, CancellationToken cancel = default) =>
        await QueryAsync($"SELECT document FROM orders WHERE rowid IN ({OfUsers}) ORDER BY accepted_at DESC, id", new { users = new[] { userId }, shoppers = Shoppers([userId]) }, cancel);

    public IAsyncEnumerable<OrderRecord> OfSaleAsync(string? saleId, CancellationToken cancel = default) =>
        InOrderAsync<string, OrderRecord>("document", saleId, Documents.Read<OrderRecord>, o => (o.AcceptedAt.ToUnixTimeMilliseconds(), o.Id), cancel);

    public async IAsyncEnumerable<OrderStanding> StandingsAsync(string saleId, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        const string columns = "id, user_id, document ->> '$.quantity', document ->> '$.status', version, accepted_at";
        var rows = InOrderAsync<(string Id, string UserId, int Quantity, string Status, long Version, long At), (OrderStanding Order, long At)>(
            columns, saleId, r => (new OrderStanding(r.Id, r.UserId, r.Quantity, Enum.Parse<OrderStatus>(r.Status, ignoreCase: true), r.Version), r.At), o => (o.At, o.Order.Id), cancel);
        await foreach (var (order, _) in rows) yield return order;
    }

    public async Task<IReadOnlyList<OrderRecord>> SearchAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel = default)
    {
        List<string> whose = [];
        if (filter.IdBeginning is not null) whose.Add("id >= @IdBeginning AND id < @beyond");
        if (filter.UserIds is { Count: > 0 } || (filter.UserIds is not null && whose.Count == 0)) whose.Add($"rowid IN ({OfUsers})");
        // Users and ids single out few orders, which SQLite does not know: with the plus it looks for nothing else first.
        var plus = whose.Count > 0 ? "+" : "";
        List<string> which = [whose.Count > 0 ? $"({string.Join(" OR ", whose)})" : "1"];
        if (filter.SaleId is not null) which.Add($"{plus}sale_id = @SaleId");
        if (filter.Status is not null) which.Add($"{plus}json_extract(document, '$.status') = @status");
        if (filter.From is not null) which.Add($"{plus}accepted_at >= @from");
        if (filter.To is not null) which.Add($"{plus}accepted_at < @to");
        if (after is not null) which.Add($"({plus}accepted_at, {plus}id) < (@at, @id)");
        return await QueryAsync($"SELECT document FROM orders WHERE {string.Join(" AND ", which)} ORDER BY accepted_at DESC, id DESC LIMIT @limit", new
        {
            filter.SaleId,
            status = filter.Status is { } status ? Documents.Word(status) : null,
            from = filter.From?.ToUnixTimeMilliseconds(),
            to = filter.To?.ToUnixTimeMilliseconds(),
            filter.IdBeginning,
            beyond = filter.IdBeginning + OrderFilter.Last,
            users = filter.UserIds,
            shoppers = Shoppers(filter.UserIds ?? []),
            at = after?.AcceptedAt.ToUnixTimeMilliseconds(),
            id = after?.Id,
            limit,
        }, cancel);
    }

    // Page after page by the last one seen, so that neither memory nor a long read transaction grows with the sale.
    private async IAsyncEnumerable<T> InOrderAsync<TRow, T>(string columns, string? saleId, Converter<TRow, T> read, Func<T, (long At, string Id)> placeOf, [EnumeratorCancellation] CancellationToken cancel)
    {
        var sql = $"SELECT {columns} FROM orders WHERE {(saleId is null ? "" : "sale_id = @saleId AND ")}(accepted_at, id) > (@at, @id) ORDER BY accepted_at, id LIMIT {Page}";
        var (at, id) = (long.MinValue, "");
        while (true)
        {
            var page = await door.ReadAsync(c => c.Query<TRow>(sql, new { saleId, at, id }).AsList().ConvertAll(read), cancel);
            foreach (var order in page) yield return order;
            if (page.Count < Page) yield break;
            (at, id) = placeOf(page[^1]);
        }
    }

    private static string Shoppers(IReadOnlyCollection<string> users) => JsonSerializer.Serialize(users.Select(OrderIds.ShopperOf));

    // One statement for all, prepared once: a rush writes thousands of orders a second.
    private int Write(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyCollection<OrderRecord> orders)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Upsert);
        SqliteParameter Column(string name, SqliteType type) => command.Parameters.Add(name, type);
        var (id, saleId, userId) = (Column("@id", SqliteType.Text), Column("@saleId", SqliteType.Text), Column("@userId", SqliteType.Text));
        var (version, acceptedAt, document) = (Column("@version", SqliteType.Integer), Column("@acceptedAt", SqliteType.Integer), Column("@document", SqliteType.Text));
        foreach (var order in orders)
        {
            (id.Value, saleId.Value, userId.Value) = (order.Id, order.SaleId, order.UserId);
            (version.Value, acceptedAt.Value, document.Value) = (order.Version, order.AcceptedAt.ToUnixTimeMilliseconds(), Filed(order));
            command.ExecuteNonQuery();
        }

        return orders.Count;
    }

    // When it was recorded is said beside the record, and is no part of it.
    private string Filed(OrderRecord order) => string.Create(CultureInfo.InvariantCulture, $"{Documents.Write(order).AsSpan(..^1)},\"recordedAt\":\"{time.GetUtcNow():O}\"}}");

    private Task<List<OrderRecord>> QueryAsync(string sql, object parameters, CancellationToken cancel) =>
        door.ReadAsync(c => c.Query<string>(sql, parameters).Select(Documents.Read<OrderRecord>).ToList(), cancel);
}
