using Dapper;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders.Payment;

public sealed class SqliteChargeBook(SqliteDoor door) : IChargeBook
{
    public const string Schema = "CREATE TABLE IF NOT EXISTS charges (key TEXT PRIMARY KEY, state TEXT NOT NULL, document TEXT NOT NULL)";

    private const string Select = "SELECT document FROM charges WHERE key = @key";

    public Task<Charge?> FindAsync(string key, CancellationToken cancel = default) => door.ReadAsync(c =>
        c.QuerySingleOrDefault<string>(Select, new { key }) is { } document ? Documents.Read<Charge>(document) : null, cancel);

    public Task<Charge> AddAsync(Charge charge, CancellationToken cancel = default) => door.WriteAsync((c, t) =>
    {
        c.Execute("INSERT INTO charges (key, state, document) VALUES (@Key, @state, @document) ON CONFLICT (key) DO NOTHING", Columns(charge), t);
        return Documents.Read<Charge>(c.QuerySingle<string>(Select, new { key = charge.Key }, t));
    }, cancel);

    public Task<bool> ReplaceAsync(Charge charge, ChargeState from, CancellationToken cancel = default) => door.WriteAsync((c, t) =>
        c.Execute($"UPDATE charges SET state = @state, document = @document WHERE key = @Key AND state = '{from}'", Columns(charge), t) == 1, cancel);

    private static object Columns(Charge charge) => new { charge.Key, state = charge.State.ToString(), document = Documents.Write(charge) };
}
