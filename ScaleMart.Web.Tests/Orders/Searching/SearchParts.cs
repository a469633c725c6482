using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;

namespace ScaleMart.Web.Tests.Orders.Searching;

/// <summary>The searching rooms put together by hand over the back rooms' stores, so that a test may take one of the stores away for itself alone.</summary>
internal static class SearchParts
{
    /// <summary>A Redis that nobody has reached.</summary>
    public static RedisDoor NoRedis => new(Options.Create(new StorageOptions()));

    public static OrderSearch Search(this BackRooms rooms, IOrderBook? book = null, RedisDoor? redis = null) =>
        new(book ?? rooms.Get<IOrderBook>(), rooms.Live(redis), new Nobody(), NullLogger<OrderSearch>.Instance);

    public static LiveOrders Live(this BackRooms rooms, RedisDoor? redis = null) =>
        new(rooms.Get<SaleCatalogue>(), new RecentOrders(redis ?? rooms.Get<RedisDoor>()), new OrderReader(redis ?? rooms.Get<RedisDoor>()));

    /// <summary>Users whom the shop does not know; <paramref name="away"/>: it cannot even say so.</summary>
    internal sealed class Nobody(bool away = false) : IUserBook
    {
        public Task<bool> AddAsync(User user, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<User?> FindAsync(string id, CancellationToken cancel = default) => Task.FromResult<User?>(null);

        public Task<User?> FindByEmailAsync(string email, CancellationToken cancel = default) => Task.FromResult<User?>(null);

        public Task<IReadOnlyList<Account>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => ListAsync();

        public Task<IReadOnlyList<Account>> ByEmailAsync(string beginning, int limit, CancellationToken cancel = default) => ListAsync();

        public Task<bool> HasAdminAsync(CancellationToken cancel = default) => Task.FromResult(false);

        public Task<IReadOnlyList<Account>> ListAsync(UserQuery query, CancellationToken cancel = default) => ListAsync();

        public Task<UserChange> ChangeAsync(Account before, Account after, CancellationToken cancel = default) => throw new NotSupportedException();

        private Task<IReadOnlyList<Account>> ListAsync() => away ? throw new StoreUnavailableException("away, for a test") : Task.FromResult<IReadOnlyList<Account>>([]);
    }

    /// <summary>A ledger that gives no answer.</summary>
    internal sealed class NoBook : IOrderBook
    {
        public Task WriteAsync(IReadOnlyCollection<OrderRecord> orders, Deadline until, CancellationToken cancel = default) => throw Away();

        public Task<long> HighestVersionAsync(string saleId, CancellationToken cancel = default) => throw Away();

        public Task<IReadOnlyList<OrderRecord>> FindAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancel = default) => throw Away();

        public Task<DateTimeOffset?> RecordedAtAsync(string orderId, CancellationToken cancel = default) => throw Away();

        public Task<IReadOnlyList<OrderRecord>> OfUserAsync(string userId, CancellationToken cancel = default) => throw Away();

        public IAsyncEnumerable<OrderRecord> OfSaleAsync(string? saleId, CancellationToken cancel = default) => throw Away();

        public IAsyncEnumerable<OrderStanding> StandingsAsync(string saleId, CancellationToken cancel = default) => throw Away();

        public Task<IReadOnlyList<OrderRecord>> SearchAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel = default) => throw Away();

        private static StoreUnavailableException Away() => new("away, for a test");
    }
}
