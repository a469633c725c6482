using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Standin;
using ScaleMart.Web.Trail;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// A document store of one test's own with the shop's books in it, as the shop itself puts them there: SQLite in a folder, MongoDB's
/// stand-in, or a new database on the server that <c>SCALEMART_TEST_MONGODB</c> names.
/// </summary>
public sealed class BookStore : IAsyncDisposable
{
    public const string Sqlite = "sqlite", StandIn = "stand-in", Server = "server";
    private static int _servers;
    private readonly TemporaryFolder _folder = new();
    private readonly string? _mongo;
    private readonly ServiceProvider _services;

    public BookStore(string name, int timeoutMilliseconds = 10_000)
    {
        if (name == StandIn) Mongo = new MongoStandin();
        _mongo = name switch { Sqlite => null, StandIn => Mongo!.ConnectionString("books"), _ => OnServer() };
        _services = Services(timeoutMilliseconds);
    }

    public static string? ServerAddress => Environment.GetEnvironmentVariable("SCALEMART_TEST_MONGODB") is { Length: > 0 } address ? address : null;

    /// <summary>Null where MongoDB is not stood in for.</summary>
    public MongoStandin? Mongo { get; }

    public T Book<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The same documents behind another door: another process of the shop, or this one after a restart.</summary>
    public ServiceProvider AnotherProcess() => _mongo is null ? throw new NotSupportedException("SQLite's folder has one process.") : Services(10_000);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Mongo is not null)
        {
            await Mongo.DisposeAsync();
            Assert.Empty(Mongo.Refused);
        }
        else if (_mongo is not null)
        {
            using var client = new MongoClient(_mongo);
            await client.DropDatabaseAsync(MongoUrl.Create(_mongo).DatabaseName);
        }

        _folder.Dispose();
    }

    private ServiceProvider Services(int timeoutMilliseconds)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDirectory"] = _folder.Path,
            ["ConnectionStrings:MongoDB"] = _mongo,
            ["Storage:DocumentsTimeoutMilliseconds"] = $"{timeoutMilliseconds}",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        return services.AddStorage(configuration).AddTrail().AddAccounts(configuration).AddSales().AddStock().AddOrders().AddOperations().BuildServiceProvider();
    }

    // The driver lets clients of equal settings share their connections, and the first to be closed takes them from the others: so no two are equal.
    private static string OnServer()
    {
        var number = Interlocked.Increment(ref _servers);
        return new MongoUrlBuilder(ServerAddress) { DatabaseName = $"scalemart_{Ids.New(10)}", MaxConnectionIdleTime = TimeSpan.FromMilliseconds(600_000 + number) }.ToString();
    }
}

/// <summary>Every store that a book can be kept in and that is there: the server's part is in the data only when one is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachStoreAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new([.. Names().Select(n => new TheoryDataRow<string>(n))]);

    public override bool SupportsDiscoveryEnumeration() => true;

    private static string[] Names() => BookStore.ServerAddress is null ? [BookStore.Sqlite, BookStore.StandIn] : [BookStore.Sqlite, BookStore.StandIn, BookStore.Server];
}
