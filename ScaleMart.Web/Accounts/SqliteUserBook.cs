using Dapper;
using Microsoft.Data.Sqlite;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts;

public sealed class SqliteUserBook(SqliteDoor door) : IUserBook
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, role TEXT NOT NULL, document TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS users_by_role ON users (role) WHERE role <> 'shopper';
        CREATE INDEX IF NOT EXISTS users_by_time ON users (document ->> '$.account.createdAt' DESC, id);
        CREATE INDEX IF NOT EXISTS users_locked ON users (id) WHERE document ->> '$.account.lockedAt' IS NOT NULL;
        """;

    // Always UTC, so that as text, too, the earlier is the lesser.
    private const string Created = "document ->> '$.account.createdAt'", Locked = "document ->> '$.account.lockedAt'";

    public Task<bool> AddAsync(User user, CancellationToken cancel = default) =>
        door.WriteAsync((c, t) => c.Execute(
            "INSERT INTO users (id, email, role, document) VALUES (@Id, @Email, @Role, @document) ON CONFLICT (email) DO NOTHING",
            new { user.Account.Id, user.Account.Email, user.Account.Role, document = Documents.Write(user) }, t) == 1, cancel);

    public Task<User?> FindAsync(string id, CancellationToken cancel = default) => door.ReadAsync(c => Find(c, id), cancel);

    public Task<User?> FindByEmailAsync(string email, CancellationToken cancel = default) =>
        door.ReadAsync(c => Read(c.QuerySingleOrDefault<string>("SELECT document FROM users WHERE email = @email", new { email })), cancel);

    public Task<IReadOnlyList<Account>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        ListAsync("SELECT document FROM users WHERE id IN @ids", new { ids }, cancel);

    public Task<IReadOnlyList<Account>> ByEmailAsync(string beginning, int limit, CancellationToken cancel = default) => ListAsync(
        "SELECT document FROM users WHERE email >= @beginning AND email < @beyond ORDER BY email LIMIT @limit", new { beginning, beyond = beginning + "\U0010FFFF", limit }, cancel);

    public Task<bool> HasAdminAsync(CancellationToken cancel = default) =>
        door.ReadAsync(c => c.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM users WHERE role = 'admin')"), cancel);

    public async Task<IReadOnlyList<Account>> ListAsync(UserQuery query, CancellationToken cancel = default)
    {
        List<string> which = ["TRUE"];
        if (query.Text != "") which.Add("(id = @Text OR substr(email, 1, length(@email)) = @email OR has_part(document ->> '$.account.name', @Text))");
        if (query.Role is not null) which.Add("role = @Role");
        if (query.LockedOnly) which.Add($"{Locked} IS NOT NULL");
        if (query.After is not null) which.Add($"({Created} < @at OR ({Created} = @at AND id > @After))");
        var sql = $"SELECT document FROM users WHERE {string.Join(" AND ", which)} ORDER BY {Created} DESC, id LIMIT @Count";
        return await door.ReadAsync(c =>
        {
            c.CreateFunction("has_part", (string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase), isDeterministic: true);
            var at = query.After is null ? null : c.QuerySingleOrDefault<string>($"SELECT {Created} FROM users WHERE id = @After", query);
            return c.Query<string>(sql, new { query.Text, email = query.Text.ToLowerInvariant(), query.Role, query.After, at, query.Count })
                .Select(d => Documents.Read<User>(d).Account).ToList();
        }, cancel);
    }

    public Task<UserChange> ChangeAsync(Account before, Account after, CancellationToken cancel = default) => door.WriteAsync((c, t) =>
    {
        // Writers come one after the other, so nothing that is read here changes before it is written.
        if (Find(c, before.Id, t) is not { } user || (user.Account.Role, user.Account.LockedAt) != (before.Role, before.LockedAt)) return UserChange.Outdated;
        if (user.Account.IsInOffice && !after.IsInOffice
            && !c.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM users WHERE role = 'admin' AND {Locked} IS NULL AND id <> @Id)", before, t)) return UserChange.LastAdmin;
        var document = Documents.Write(user with { Account = user.Account with { Role = after.Role, LockedAt = after.LockedAt, SignedOutAt = after.SignedOutAt } });
        c.Execute("UPDATE users SET role = @Role, document = @document WHERE id = @Id", new { after.Role, document, after.Id }, t);
        return UserChange.Done;
    }, cancel);

    private static User? Find(SqliteConnection c, string id, SqliteTransaction? t = null) =>
        Read(c.QuerySingleOrDefault<string>("SELECT document FROM users WHERE id = @id", new { id }, t));

    private Task<IReadOnlyList<Account>> ListAsync(string sql, object parameters, CancellationToken cancel) =>
        door.ReadAsync<IReadOnlyList<Account>>(c => [.. c.Query<string>(sql, parameters).Select(d => Read(d)!.Account)], cancel);

    private static User? Read(string? document) => document is null ? null : Documents.Read<User>(document);
}
