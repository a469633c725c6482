using MongoDB.Bson;
using MongoDB.Driver;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Users;

/// <summary>What the book of everyone who has registered promises about changes, whatever it is kept in: above all that an admin stays.</summary>
public sealed class UserChangeTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_990_000_000_123);

    [Theory, EachStore]
    public async Task Role_and_lock_are_written_and_nothing_else_is(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var (ann, bob) = (await AddAsync(book), await AddAsync(book));
        var changed = ann with { Role = Roles.Viewer, LockedAt = At, SignedOutAt = At };

        Assert.Equal(UserChange.Done, await book.ChangeAsync(ann, changed with { Name = "Somebody else" }));

        Assert.Equal(new User(changed, "$2a$04$hash"), await book.FindAsync(ann.Id));
        Assert.Equal(bob, (await book.FindAsync(bob.Id))!.Account);
        Assert.Equal(UserChange.Done, await book.ChangeAsync(changed, changed with { LockedAt = null }));
        Assert.Equal(changed with { LockedAt = null }, (await book.FindAsync(ann.Id))!.Account);
    }

    [Theory, EachStore]
    public async Task What_is_not_as_it_was_taken_to_be_stays_as_it_is(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var ann = await AddAsync(book);
        var viewer = ann with { Role = Roles.Viewer };
        Assert.Equal(UserChange.Done, await book.ChangeAsync(ann, viewer));

        Assert.Equal(UserChange.Outdated, await book.ChangeAsync(ann, ann with { Role = Roles.Admin }));
        Assert.Equal(UserChange.Outdated, await book.ChangeAsync(viewer with { LockedAt = At }, viewer));
        Assert.Equal(UserChange.Outdated, await book.ChangeAsync(viewer with { Id = "nobody" }, viewer with { Id = "nobody", Role = Roles.Admin }));

        Assert.Equal(viewer, (await book.FindAsync(ann.Id))!.Account);
    }

    [Theory, EachStore]
    public async Task The_last_admin_who_may_sign_in_is_neither_locked_nor_made_anything_else(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var (boss, deputy) = (await AddAsync(book, Roles.Admin), await AddAsync(book, Roles.Admin));
        await AddAsync(book);
        var locked = deputy with { LockedAt = At, SignedOutAt = At };
        Assert.Equal(UserChange.Done, await book.ChangeAsync(deputy, locked));

        Assert.Equal(UserChange.LastAdmin, await book.ChangeAsync(boss, boss with { Role = Roles.Viewer }));
        Assert.Equal(UserChange.LastAdmin, await book.ChangeAsync(boss, boss with { LockedAt = At }));

        Assert.Equal(boss, (await book.FindAsync(boss.Id))!.Account);
        // A locked admin goes without being missed; and once there is another, the first may go.
        Assert.Equal(UserChange.Done, await book.ChangeAsync(locked, deputy));
        Assert.Equal(UserChange.Done, await book.ChangeAsync(boss, boss with { Role = Roles.Viewer }));
    }

    [Theory, EachStore]
    public async Task Of_admins_who_send_each_other_away_at_the_same_time_one_stays(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        for (var round = 0; round < 25; round++)
        {
            var officers = new List<Account>();
            for (var n = 0; n < 2 + (round % 3); n++) officers.Add(await AddAsync(book, Roles.Admin));

            await Task.WhenAll(officers.Select((a, n) => Task.Run(() => book.ChangeAsync(a, n % 2 == 0 ? a with { Role = Roles.Shopper } : a with { LockedAt = At }))));

            var left = (await book.ListAsync(new UserQuery(Role: Roles.Admin))).Where(a => a.IsInOffice).ToList();
            Assert.NotEmpty(left);
            // Those who stayed make room for the next round, under somebody who is there for that alone.
            var keeper = await AddAsync(book, Roles.Admin);
            foreach (var one in left) Assert.Equal(UserChange.Done, await book.ChangeAsync(one, one with { Role = Roles.Shopper }));
            await ForgetAsync(books, store, keeper.Id);
        }
    }

    [Fact]
    public async Task A_mark_that_a_dead_process_left_counts_for_a_minute_and_no_longer()
    {
        await using var books = new BookStore(BookStore.StandIn);
        var clock = new HandTimer();
        var book = new MongoUserBook(books.Book<MongoDoor>(), clock);
        var (boss, deputy) = (await AddAsync(book, Roles.Admin), await AddAsync(book, Roles.Admin));
        await MarkAsync(books, deputy.Id, "left behind", clock.GetUtcNow());

        Assert.Equal(UserChange.Outdated, await book.ChangeAsync(deputy, deputy with { Role = Roles.Viewer }));
        Assert.Equal(UserChange.LastAdmin, await book.ChangeAsync(boss, boss with { Role = Roles.Viewer }));
        clock.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal(UserChange.Done, await book.ChangeAsync(boss, boss with { Role = Roles.Viewer }));
        Assert.Equal(UserChange.LastAdmin, await book.ChangeAsync(deputy, deputy with { Role = Roles.Viewer }));
    }

    [Fact]
    public async Task Who_finds_their_mark_taken_away_does_nothing()
    {
        await using var books = new BookStore(BookStore.StandIn);
        var book = books.Book<IUserBook>();
        var (boss, _) = (await AddAsync(book, Roles.Admin), await AddAsync(book, Roles.Admin));
        books.Mongo!.Stall("find", 1);
        var slow = book.ChangeAsync(boss, boss with { Role = Roles.Viewer });
        await Wait.UntilAsync(() => Task.FromResult(books.Mongo.Seen.Last()), command => command == "find", "the search for another admin is held");

        await MarkAsync(books, boss.Id, null, At);
        books.Mongo.Release();

        Assert.Equal(UserChange.Outdated, await slow);
        Assert.Equal(boss, (await book.FindAsync(boss.Id))!.Account);
    }

    private static Task<bool> MarkAsync(BookStore books, string id, string? mark, DateTimeOffset since) => books.Book<MongoDoor>().RunAsync("users", async users =>
        (await users.UpdateOneAsync(Builders<BsonDocument>.Filter.Eq("_id", id), Builders<BsonDocument>.Update.Set("leaving", mark).Set("leavingSince", since.UtcDateTime))).ModifiedCount == 1, CancellationToken.None);

    private static async Task ForgetAsync(BookStore books, string store, string id)
    {
        if (store != BookStore.Sqlite)
        {
            await books.Book<MongoDoor>().RunAsync("users", users => users.DeleteOneAsync(Builders<BsonDocument>.Filter.Eq("_id", id)), CancellationToken.None);
            return;
        }

        await books.Book<SqliteDoor>().WriteAsync((c, t) =>
        {
            using var delete = c.CreateCommand();
            delete.Transaction = t;
            delete.CommandText = "DELETE FROM users WHERE id = $id";
            delete.Parameters.AddWithValue("$id", id);
            return delete.ExecuteNonQuery();
        });
    }

    private static async Task<Account> AddAsync(IUserBook book, string role = Roles.Shopper)
    {
        var account = new Account(Ids.New(), $"{Ids.New()}@example.com", "Ann", role, At);
        Assert.True(await book.AddAsync(new User(account, "$2a$04$hash")));
        return account;
    }
}
