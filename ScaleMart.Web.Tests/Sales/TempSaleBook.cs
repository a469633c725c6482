using Microsoft.Data.Sqlite;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Tests.Sales;

/// <summary>A sale book on a real SQLite file of its own, which counts how often it is read and can be shut.</summary>
internal sealed class TempSaleBook : ISaleBook, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scalemart-sales-").FullName;
    private readonly DataDirectory _data;
    private readonly SqliteDoor _door;
    private readonly SqliteSaleBook _book;

    public TempSaleBook()
    {
        _data = new DataDirectory(_folder);
        _door = new SqliteDoor(_data, [new SqliteSchema(SqliteSaleBook.Schema)]);
        _book = new SqliteSaleBook(_door);
    }

    public int Reads { get; private set; }

    /// <summary>Puts a folder where the file was, so that the document store cannot open it any more.</summary>
    public void Break()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder, "documents.db*")) File.Delete(file);
        Directory.CreateDirectory(_data.PathOf("documents.db"));
    }

    public Task<bool> AddAsync(Sale sale, CancellationToken cancel = default) => _book.AddAsync(sale, cancel);

    public Task ReplaceAsync(Sale sale, CancellationToken cancel = default) => _book.ReplaceAsync(sale, cancel);

    public Task<IReadOnlyList<Sale>> ListAsync(CancellationToken cancel = default)
    {
        Reads++;
        return _book.ListAsync(cancel);
    }

    public void Dispose()
    {
        _door.Dispose();
        _data.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A clock that only moves when it is told to.</summary>
internal sealed class HandClock : TimeProvider
{
    private long _ticks = Drafts.Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);
}
