using Dapper;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Sales;

/// <summary>The catalogue's book in the embedded document store.</summary>
public sealed class SqliteSaleBook(SqliteDoor door) : ISaleBook
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS sales (id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, document TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS sales_by_age ON sales (created_at DESC, id DESC);
        """;

    public Task<bool> AddAsync(Sale sale, CancellationToken cancel = default) =>
        door.WriteAsync((c, t) => c.Execute(
            "INSERT INTO sales (id, slug, created_at, document) VALUES (@Id, @Slug, @CreatedAt, @Document) ON CONFLICT DO NOTHING", Row(sale), t) == 1, cancel);

    public async Task ReplaceAsync(Sale sale, CancellationToken cancel = default)
    {
        var replaced = await door.WriteAsync((c, t) => c.Execute("UPDATE sales SET slug = @Slug, document = @Document WHERE id = @Id", Row(sale), t), cancel);
        if (replaced == 0) throw new InvalidOperationException($"The sale '{sale.Id}' is to be replaced, but the book does not have it.");
    }

    public Task<IReadOnlyList<Sale>> ListAsync(CancellationToken cancel = default) =>
        door.ReadAsync<IReadOnlyList<Sale>>(c => c.Query<string>("SELECT document FROM sales ORDER BY created_at DESC, id DESC").Select(Documents.Read<Sale>).ToList(), cancel);

    private static object Row(Sale sale) => new { sale.Id, sale.Slug, CreatedAt = sale.CreatedAt.ToUnixTimeMilliseconds(), Document = Documents.Write(sale) };
}
