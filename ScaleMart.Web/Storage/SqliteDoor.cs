using Microsoft.Data.Sqlite;

namespace ScaleMart.Web.Storage;

/// <summary>Tables that a book needs; every statement can be run again without harm.</summary>
public sealed record SqliteSchema(string Sql);

/// <summary>
/// The door to the embedded document store: one SQLite file in WAL mode. Readers run side by side; writes go through one
/// <see cref="SqliteWriter"/>, each in a transaction that is on disk before the call returns.
/// </summary>
public sealed class SqliteDoor : IDisposable
{
    private const int Busy = 5, Locked = 6, InputOutput = 10, Full = 13, CannotOpen = 14;

    // FULL: what was written has reached the disk when the call returns, so that a queue entry may be dropped after it.
    // The pages that one writer changes again and again stay in its 32 MB and in the log, and go into the file once every 64 MB:
    // with SQLite's own sizes a rush of orders moved every page three times. Copies for a savepoint are none of the disk's business.
    private const string ForWriting = "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 16384; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY";

    private readonly string _connectionString;
    private readonly SqliteWriter _writer;

    public SqliteDoor(DataDirectory data, IEnumerable<SqliteSchema> schemas)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = data.PathOf("documents.db"), DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        Run(connection, "PRAGMA journal_mode = WAL");
        foreach (var schema in schemas) Run(connection, schema.Sql);
        _writer = new SqliteWriter(OpenForWriting);
    }

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancel = default) =>
        ReachAsync(() => Task.Run(() =>
        {
            using var connection = Open();
            return read(connection);
        }, cancel));

    public Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancel = default) => WriteAsync(Deadline.Never, write, cancel);

    /// <summary>A write that may have to wait for others, and is not begun when it has waited too long.</summary>
    public Task<T> WriteAsync<T>(Deadline until, Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancel = default) =>
        ReachAsync(() => _writer.RunAsync((connection, transaction) =>
        {
            until.Keep();
            return write(connection, transaction);
        }, cancel));

    public void Dispose()
    {
        _writer.Dispose();
        SqliteConnection.ClearAllPools();
    }

    // What the file or the disk refuses for now is told apart from what a document's own content makes impossible.
    private static async Task<T> ReachAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is Busy or Locked or InputOutput or Full or CannotOpen)
        {
            throw new StoreUnavailableException($"The document store cannot be used now: {fault.Message}", fault);
        }
    }

    private SqliteConnection OpenForWriting()
    {
        var connection = Open();
        Run(connection, ForWriting);
        return connection;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements come from the books' own constants, never from input.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
