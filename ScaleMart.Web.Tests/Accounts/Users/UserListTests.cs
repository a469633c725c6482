using MongoDB.Bson;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Users;

/// <summary>What the book of everyone who has registered promises to those who look for somebody, whatever it is kept in.</summary>
public sealed class UserListTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_990_000_000_000);

    [Theory, EachStore]
    public async Task All_come_once_newest_first_page_by_page_though_several_registered_in_the_same_millisecond(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        int[] milliseconds = [500, 120, 120, 0, 120, 123, 1500];
        var users = milliseconds.Select((ms, n) => User($"u{n}@example.com", at: At.AddMilliseconds(ms))).ToList();
        foreach (var user in users) Assert.True(await book.AddAsync(user));

        var seen = new List<Account>();
        for (string? after = null; ; after = seen[^1].Id)
        {
            var page = await book.ListAsync(new UserQuery(After: after, Count: 2));
            seen.AddRange(page);
            if (page.Count < 2) break;
        }

        Assert.Equal(users.Select(u => u.Account).OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Id, StringComparer.Ordinal), seen);
        Assert.Empty(await book.ListAsync(new UserQuery(After: "nobody")));
    }

    [Theory, EachStore]
    public async Task Somebody_is_found_by_the_beginning_of_the_email_a_part_of_the_name_in_any_case_or_the_whole_id(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var (elodie, bob) = (User("elodie+x@example.com", "Ann Élodie (Smith) 100%"), User("bob@example.com", "Bob_Example"));
        await book.AddAsync(elodie);
        await book.AddAsync(bob);

        async Task<string> FoundBy(string text) => string.Join(' ', (await book.ListAsync(new UserQuery(text))).Select(a => a.Email));
        foreach (var text in new[] { "elodie+", "ELODIE+X", "élodie", "ÉLO", "(smith", "0%", "n é", elodie.Account.Id }) Assert.Equal("elodie+x@example.com", await FoundBy(text));
        foreach (var text in new[] { "bob@", "B_E", "example" }) Assert.Equal("bob@example.com", await FoundBy(text));
        foreach (var text in new[] { "lodie+x", "example.com", "elodiex", "%", "b.b", elodie.Account.Id[..10], "elodie+x@example.com " })
            Assert.Equal(text == "%" ? "elodie+x@example.com" : "", await FoundBy(text));
    }

    [Theory, EachStore]
    public async Task Role_and_lock_narrow_the_list_down_together_with_the_text(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        foreach (var (email, role, locked) in new[] { ("a@x.com", Roles.Admin, false), ("b@x.com", Roles.Viewer, true), ("c@x.com", Roles.Viewer, false), ("d@x.com", Roles.Shopper, true) })
            await book.AddAsync(User(email, role: role, locked: locked));

        async Task<string> Found(UserQuery query) => string.Concat((await book.ListAsync(query)).Select(a => a.Email[0]).Order());
        Assert.Equal("abcd", await Found(new UserQuery()));
        Assert.Equal("bc", await Found(new UserQuery(Role: Roles.Viewer)));
        Assert.Equal("bd", await Found(new UserQuery(LockedOnly: true)));
        Assert.Equal("b", await Found(new UserQuery(Role: Roles.Viewer, LockedOnly: true)));
        Assert.Equal("c", await Found(new UserQuery("c@", Roles.Viewer)));
        Assert.Equal("", await Found(new UserQuery("c@", Roles.Viewer, LockedOnly: true)));
    }

    [Theory, EachStore]
    public async Task An_account_from_before_there_were_locks_may_sign_in_and_can_be_locked(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var old = User("old@example.com");
        await AddOldAsync(books, store, old);

        Assert.Equal(old, await book.FindAsync(old.Account.Id));
        Assert.False((await book.ListAsync(new UserQuery()))[0].IsLocked);
        Assert.Equal(UserChange.Done, await book.ChangeAsync(old.Account, old.Account with { LockedAt = At, SignedOutAt = At }));
        Assert.Equal((At, At), ((await book.FindAsync(old.Account.Id))!.Account.LockedAt, (await book.FindAsync(old.Account.Id))!.Account.SignedOutAt));
    }

    private static async Task AddOldAsync(BookStore books, string store, User user)
    {
        var account = $$"""{ "id": "{{user.Account.Id}}", "email": "{{user.Account.Email}}", "name": "{{user.Account.Name}}", "role": "{{user.Account.Role}}", "createdAt": "{{user.Account.CreatedAt:yyyy-MM-ddTHH:mm:sszzz}}" }""";
        if (store == BookStore.Sqlite)
        {
            await books.Book<SqliteDoor>().WriteAsync((c, t) =>
            {
                using var insert = c.CreateCommand();
                insert.Transaction = t;
                insert.CommandText = "INSERT INTO users (id, email, role, document) VALUES ($id, $email, $role, $document)";
                foreach (var (name, value) in new[] { ("$id", user.Account.Id), ("$email", user.Account.Email), ("$role", user.Account.Role), ("$document", $$"""{ "account": {{account}}, "passwordHash": "{{user.PasswordHash}}" }""") })
                    insert.Parameters.AddWithValue(name, value);
                return insert.ExecuteNonQuery();
            });
            return;
        }

        var document = new BsonDocument { { "_id", user.Account.Id }, { "schema", 1 }, { "account", BsonDocument.Parse(account) }, { "passwordHash", user.PasswordHash } };
        document["account"]["createdAt"] = new BsonDateTime(user.Account.CreatedAt.ToUnixTimeMilliseconds());
        await books.Book<MongoDoor>().RunAsync("users", async users =>
        {
            await users.InsertOneAsync(document);
            return true;
        }, CancellationToken.None);
    }

    private static User User(string email, string name = "Ann", string role = Roles.Shopper, DateTimeOffset? at = null, bool locked = false) =>
        new(new Account(Ids.New(), email, name, role, at ?? At, locked ? At : null), "$2a$04$hash");
}
