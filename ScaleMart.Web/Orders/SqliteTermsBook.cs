using Dapper;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>The ledger's terms in the embedded document store.</summary>
public sealed class SqliteTermsBook(SqliteDoor door) : ITermsBook
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS sale_terms (sale_id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS sale_fences (sale_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL);
        """;

    public Task WriteAsync(SaleTerms terms, Deadline until, CancellationToken cancel = default) =>
        door.WriteAsync(until, (c, t) => c.Execute("""
            INSERT INTO sale_terms (sale_id, version, document) VALUES (@SaleId, @Version, @Document)
            ON CONFLICT (sale_id) DO UPDATE SET version = excluded.version, document = excluded.document WHERE excluded.version > sale_terms.version
            """, new { terms.SaleId, terms.Version, Document = Documents.Write(terms) }, t), cancel);

    public Task<SaleTerms?> FindAsync(string saleId, CancellationToken cancel = default) =>
        door.ReadAsync(c => c.QuerySingleOrDefault<string>("SELECT document FROM sale_terms WHERE sale_id = @saleId", new { saleId }) is { } text
            ? Documents.Read<SaleTerms>(text) : null, cancel);

    public Task FenceAsync(string saleId, long sequence, CancellationToken cancel = default) =>
        door.WriteAsync((c, t) => c.Execute("""
            INSERT INTO sale_fences (sale_id, sequence) VALUES (@saleId, @sequence)
            ON CONFLICT (sale_id) DO UPDATE SET sequence = max(sequence, excluded.sequence)
            """, new { saleId, sequence }, t), cancel);

    public Task<long> FenceAsync(string saleId, CancellationToken cancel = default) =>
        door.ReadAsync(c => c.QuerySingleOrDefault<long>("SELECT sequence FROM sale_fences WHERE sale_id = @saleId", new { saleId }), cancel);
}
