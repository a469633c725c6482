using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ScaleMart.Web.Storage.Mongo;

/// <summary>
/// The door to MongoDB: one pooled client, which connects at the first call and whenever it must again. A write is acknowledged by a
/// majority or it is not acknowledged; a read sees only what a majority has, so that no failover takes back what somebody was shown.
/// No call runs before every index is made. What goes wrong is told apart by <see cref="MongoFaults"/>.
/// </summary>
public sealed class MongoDoor : IDisposable
{
    private const string DefaultDatabase = "scalemart";
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(3), Away = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly MongoClient _client;
    private readonly IMongoDatabase _database;
    private readonly MongoIndexes[] _indexes;
    private readonly TimeProvider _time;
    private Task? _prepared;
    private long? _unreachedAt;

    /// <exception cref="StartRefusedException">The connection string cannot be read.</exception>
    public MongoDoor(Stores stores, IEnumerable<MongoIndexes> indexes, IOptions<StorageOptions> options, TimeProvider time)
    {
        _time = time;
        _indexes = [.. indexes];
        var (settings, database) = Read(stores.MongoDB ?? throw new InvalidOperationException("No MongoDB was named."));
        var patience = TimeSpan.FromMilliseconds(options.Value.DocumentsTimeoutMilliseconds);
        settings.ApplicationName = "scalemart";
        settings.ServerSelectionTimeout = settings.ConnectTimeout = settings.WaitQueueTimeout = patience < Reach ? patience : Reach;
        settings.SocketTimeout = patience;
        settings.MaxConnectionPoolSize = 100;
        settings.ReadPreference = ReadPreference.Primary;
        settings.ReadConcern = ReadConcern.Majority;
        // The server gives up waiting for its majority before the client gives up waiting for the server: then there is an answer.
        settings.WriteConcern = WriteConcern.WMajority.With(wTimeout: patience / 2);
        _client = new MongoClient(settings);
        _database = _client.GetDatabase(database);
    }

    /// <summary>This process's clock, for what is noted beside a document.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <exception cref="StoreUnavailableException">No answer, or none that counts; the same call may succeed later.</exception>
    /// <exception cref="DocumentRefusedException">What the document itself makes impossible.</exception>
    public async Task<T> RunAsync<T>(string collection, Func<IMongoCollection<BsonDocument>, Task<T>> act, CancellationToken cancel)
    {
        // Whoever just waited for a server in vain has waited for the others too: one page asks several times.
        if (_unreachedAt is { } at && _time.GetElapsedTime(at) < Away) throw new StoreUnavailableException("The document store was not reached a moment ago.");
        try
        {
            await PrepareAsync(cancel);
            return await act(_database.GetCollection<BsonDocument>(collection));
        }
        catch (Exception fault) when (MongoFaults.Name(fault, cancel) is { } named)
        {
            if (MongoFaults.IsUnreached(fault)) _unreachedAt = _time.GetTimestamp();
            throw named;
        }
    }

    /// <summary>Makes every index that the books declare and that is not there; once it has succeeded it does nothing more.</summary>
    public Task PrepareAsync(CancellationToken cancel = default)
    {
        lock (_gate)
        {
            // All who come while it is tried wait for the same attempt; after a failed one the next to come tries again.
            if (_prepared is null or { IsFaulted: true } or { IsCanceled: true }) _prepared = Task.Run(MakeIndexesAsync, CancellationToken.None);
            return _prepared.WaitAsync(cancel);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task MakeIndexesAsync()
    {
        try
        {
            foreach (var indexes in _indexes) await indexes.MakeAsync(_database);
        }
        catch (Exception fault) when (fault is MongoException or TimeoutException or IOException)
        {
            // Whatever it is, nobody's document is at fault: every call waits until the indexes can be made.
            throw new StoreUnavailableException($"The document store's indexes cannot be made now: {MongoFaults.Words(fault)}", fault);
        }
    }

    private static (MongoClientSettings Settings, string Database) Read(string text)
    {
        try
        {
            var url = MongoUrl.Create(text);
            return (MongoClientSettings.FromUrl(url), url.DatabaseName ?? DefaultDatabase);
        }
        catch (Exception fault) when (fault is MongoConfigurationException or FormatException or ArgumentException)
        {
            // Without the driver's words: they repeat the text, and it may hold a password.
            throw new StartRefusedException(
                "ConnectionStrings:MongoDB cannot be read. Give it as mongodb://host:port,host:port/database?replicaSet=name, with the characters of a password that mean something in an address percent-encoded.");
        }
    }
}
