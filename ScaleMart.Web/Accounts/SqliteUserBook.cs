using Dapper;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts;

public sealed class SqliteUserBook(SqliteDoor door) : IUserBook
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, role TEXT NOT NULL, document TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS users_by_role ON users (role) WHERE role <> 'shopper';
        """;

    public Task<bool> AddAsync(User user, CancellationToken cancel = default) =>
        door.WriteAsync((c, t) => c.Execute(
            "INSERT INTO users (id, email, role, document) VALUES (@Id, @Email, @Role, @document) ON CONFLICT (email) DO NOTHING",
            new { user.Account.Id, user.Account.Email, user.Account.Role, document = Documents.Write(user) }, t) == 1, cancel);

    public Task<User?> FindAsync(string id, CancellationToken cancel = default) =>
        door.ReadAsync(c => Read(c.QuerySingleOrDefault<string>("SELECT document FROM users WHERE id = @id", new { id })), cancel);

    public Task<User?> FindByEmailAsync(string email, CancellationToken cancel = default) =>
        door.ReadAsync(c => Read(c.QuerySingleOrDefault<string>("SELECT document FROM users WHERE email = @email", new { email })), cancel);

    public Task<IReadOnlyList<Account>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        ListAsync("SELECT document FROM users WHERE id IN @ids", new { ids }, cancel);

    public Task<IReadOnlyList<Account>> ByEmailAsync(string beginning, int limit, CancellationToken cancel = default) => ListAsync(
        "SELECT document FROM users WHERE email >= @beginning AND email < @beyond ORDER BY email LIMIT @limit", new { beginning, beyond = beginning + "\U0010FFFF", limit }, cancel);

    public Task<bool> HasAdminAsync(CancellationToken cancel = default) =>
        door.ReadAsync(c => c.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM users WHERE role = 'admin')"), cancel);

    private Task<IReadOnlyList<Account>> ListAsync(string sql, object parameters, CancellationToken cancel) =>
        door.ReadAsync<IReadOnlyList<Account>>(c => [.. c.Query<string>(sql, parameters).Select(d => Read(d)!.Account)], cancel);

    private static User? Read(string? document) => document is null ? null : Documents.Read<User>(document);
}
