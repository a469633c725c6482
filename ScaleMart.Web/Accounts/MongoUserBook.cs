using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Accounts;

public sealed class MongoUserBook(MongoDoor door) : IUserBook
{
    public static readonly MongoIndexes Indexes = new("users", MongoIndexes.Unique("account.email"), MongoIndexes.On("account.role"));
    private readonly MongoRecords<User> _users = new(door, Indexes.Collection);

    public Task<bool> AddAsync(User user, CancellationToken cancel = default) => _users.InsertAsync(user.Account.Id, user, cancel);

    public Task<User?> FindAsync(string id, CancellationToken cancel = default) => _users.FindAsync(MongoRecords<User>.Where.Eq("_id", id), cancel);

    public Task<User?> FindByEmailAsync(string email, CancellationToken cancel = default) =>
        _users.FindAsync(MongoRecords<User>.Where.Eq("account.email", email), cancel);

    public async Task<bool> HasAdminAsync(CancellationToken cancel = default) =>
        await _users.FindAsync(MongoRecords<User>.Where.Eq("account.role", Roles.Admin), cancel) is not null;
}
