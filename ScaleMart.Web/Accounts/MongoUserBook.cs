using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Accounts;

/// <summary>
/// An admin leaves office in two steps, so that two who are sent away at the same time do not each count on the other: first they are
/// marked as leaving, then somebody is looked for who is in office and not marked, and only then it is done. Of two who are marked, the
/// later one's search comes after both marks.
/// </summary>
public sealed class MongoUserBook(MongoDoor door, TimeProvider time) : IUserBook
{
    public static readonly MongoIndexes Indexes = new("users",
        MongoIndexes.Unique("account.email"),
        MongoIndexes.On("account.role"),
        MongoIndexes.On("-account.createdAt", "_id"));

    /// <summary>A mark that is older was left by a process that is gone. Should it still be at work, it finds its mark taken away, and does nothing.</summary>
    private static readonly TimeSpan MarkLasts = TimeSpan.FromMinutes(1);

    private readonly MongoRecords<User> _users = new(door, Indexes.Collection);
    private readonly MongoRecords<Officer> _officers = new(door, Indexes.Collection);

    private static FilterDefinitionBuilder<BsonDocument> Where => MongoRecords.Where;

    private static FilterDefinition<BsonDocument> InOffice => Where.Eq("account.role", Roles.Admin) & Where.Eq("account.lockedAt", BsonNull.Value);

    public Task<bool> AddAsync(User user, CancellationToken cancel = default) => _users.InsertAsync(user.Account.Id, user, cancel);

    public Task<User?> FindAsync(string id, CancellationToken cancel = default) => _users.FindAsync(Where.Eq("_id", id), cancel);

    public Task<User?> FindByEmailAsync(string email, CancellationToken cancel = default) => _users.FindAsync(Where.Eq("account.email", email), cancel);

    public async Task<IReadOnlyList<Account>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        Accounts(await _users.ListAsync(Where.In("_id", ids), null, null, cancel));

    public async Task<IReadOnlyList<Account>> ByEmailAsync(string beginning, int limit, CancellationToken cancel = default) => Accounts(await _users.ListAsync(
        Where.Gte("account.email", beginning) & Where.Lt("account.email", beginning + "\U0010FFFF"), ["account.email"], limit, cancel));

    public async Task<bool> HasAdminAsync(CancellationToken cancel = default) => await _users.FindAsync(Where.Eq("account.role", Roles.Admin), cancel) is not null;

    public async Task<IReadOnlyList<Account>> ListAsync(UserQuery query, CancellationToken cancel = default)
    {
        var which = Where.Empty;
        if (query.Text != "")
        {
            which &= Where.Eq("_id", query.Text)
                | Where.Regex("account.email", new BsonRegularExpression($"^{Regex.Escape(query.Text.ToLowerInvariant())}", ""))
                | Where.Regex("account.name", new BsonRegularExpression(Regex.Escape(query.Text), "i"));
        }

        if (query.Role is not null) which &= Where.Eq("account.role", query.Role);
        if (query.LockedOnly) which &= Where.Gt("account.lockedAt", DateTime.UnixEpoch);
        if (query.After is not null)
        {
            if (await FindAsync(query.After, cancel) is not { } last) return [];
            var at = last.Account.CreatedAt.UtcDateTime;
            which &= Where.Lte("account.createdAt", at) & (Where.Lt("account.createdAt", at) | Where.Gt("_id", query.After));
        }

        return Accounts(await _users.ListAsync(which, ["-account.createdAt", "_id"], query.Count, cancel));
    }

    public async Task<UserChange> ChangeAsync(Account before, Account after, CancellationToken cancel = default)
    {
        var asBefore = Where.Eq("_id", before.Id) & Where.Eq("account.role", before.Role) & Where.Eq("account.lockedAt", Date(before.LockedAt));
        var change = MongoRecords.Change.Set("account.role", after.Role).Set("account.lockedAt", Date(after.LockedAt)).Set("account.signedOutAt", Date(after.SignedOutAt));
        if (!before.IsInOffice || after.IsInOffice) return await _users.ChangeAsync(asBefore, change, cancel) ? UserChange.Done : UserChange.Outdated;

        var mark = Ids.New();
        var now = time.GetUtcNow();
        var unmarked = Where.Eq("leaving", BsonNull.Value) | Where.Lt("leavingSince", (now - MarkLasts).UtcDateTime);
        if (!await _users.ChangeAsync(asBefore & unmarked, MongoRecords.Change.Set("leaving", mark).Set("leavingSince", now.UtcDateTime), cancel)) return UserChange.Outdated;
        // Crash point: they are in office and marked, so for a minute nobody counts on them and nobody else sends them away.
        var marked = Where.Eq("leaving", mark);
        if (await HasAnotherAsync(before.Id, now, cancel))
            return await _users.ChangeAsync(asBefore & marked, change.Set("leaving", BsonNull.Value), cancel) ? UserChange.Done : UserChange.Outdated;
        await UnmarkAsync(before.Id, mark, cancel);
        return UserChange.LastAdmin;
    }

    private async Task<bool> HasAnotherAsync(string id, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var other in await _officers.ListAsync(InOffice & Where.Ne("_id", id), null, null, cancel))
        {
            if (other.Leaving is not { } mark) return true;
            // Taken away by its own name: whoever set it can no longer finish.
            if (other.LeavingSince < now - MarkLasts && await UnmarkAsync(other.Account.Id, mark, cancel)) return true;
        }

        return false;
    }

    private Task<bool> UnmarkAsync(string id, string mark, CancellationToken cancel) =>
        _users.ChangeAsync(Where.Eq("_id", id) & InOffice & Where.Eq("leaving", mark), MongoRecords.Change.Set("leaving", BsonNull.Value), cancel);

    private static IReadOnlyList<Account> Accounts(IReadOnlyList<User> users) => [.. users.Select(u => u.Account)];

    private static BsonValue Date(DateTimeOffset? at) => at is { } moment ? new BsonDateTime(moment.UtcDateTime) : BsonNull.Value;

    /// <summary>An account as far as leaving goes.</summary>
    private sealed record Officer(Account Account, string? Leaving = null, DateTimeOffset? LeavingSince = null);
}
