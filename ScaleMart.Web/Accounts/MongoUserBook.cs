using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Accounts;

public sealed class MongoUserBook(MongoDoor door) : IUserBook
{
    public static readonly MongoIndexes Indexes = new("users", MongoIndexes.Unique("account.email"), MongoIndexes.On("account.role"));
    private readonly MongoRecords<User> _users = new(door, Indexes.Collection);

    public Task<bool> AddAsync(User user, CancellationToken cancel = default) => _users.InsertAsync(user.Account.Id, user, cancel);

    public Task<User?> FindAsync(string id, CancellationToken cancel = default) => _users.FindAsync(MongoRecords.Where.Eq("_id", id), cancel);

    public Task<User?> FindByEmailAsync(string email, CancellationToken cancel = default) =>
        _users.FindAsync(MongoRecords.Where.Eq("account.email", email), cancel);

    public async Task<IReadOnlyList<Account>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        Accounts(await _users.ListAsync(MongoRecords.Where.In("_id", ids), null, null, cancel));

    public async Task<IReadOnlyList<Account>> ByEmailAsync(string beginning, int limit, CancellationToken cancel = default) => Accounts(await _users.ListAsync(
        MongoRecords.Where.Gte("account.email", beginning) & MongoRecords.Where.Lt("account.email", beginning + "\U0010FFFF"), ["account.email"], limit, cancel));

    public async Task<bool> HasAdminAsync(CancellationToken cancel = default) =>
        await _users.FindAsync(MongoRecords.Where.Eq("account.role", Roles.Admin), cancel) is not null;

    private static IReadOnlyList<Account> Accounts(IReadOnlyList<User> users) => [.. users.Select(u => u.Account)];
}
