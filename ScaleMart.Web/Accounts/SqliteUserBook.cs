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

    public Task<bool> HasAdminAsync(CancellationToken cancel = default) =>
        door.ReadAsync(c => c.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM users WHERE role = 'admin')"), cancel);

    private static User? Read(string? document) => document is null ? null : Documents.Read<User>(document);
}
