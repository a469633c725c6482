using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Trail;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Users;

/// <summary>The desk over a book of its own, so that who is the last admin is certain; its acts go onto the trail of the back rooms.</summary>
public sealed class UserDeskTests(BackRooms rooms) : IAsyncLifetime
{
    private readonly BookStore _books = new(BookStore.Sqlite);
    private readonly HandTimer _clock = new();
    private Account _boss = null!;

    private IUserBook Book => _books.Book<IUserBook>();

    private IRefreshTokenBook Tokens => _books.Book<IRefreshTokenBook>();

    private UserDesk Desk => new(Book, Tokens, rooms.Get<TrailDesk>(), _clock);

    public async ValueTask InitializeAsync() => _boss = await AddAsync(Roles.Admin);

    public ValueTask DisposeAsync() => _books.DisposeAsync();

    [Fact]
    public async Task An_admin_changes_roles_locks_and_unlocks_and_all_of_it_is_on_the_trail()
    {
        var ann = await AddAsync();

        Assert.Equal(UserOutcome.Done, (await Desk.ChangeRoleAsync(ann.Id, Roles.Viewer, "helps out", By(_boss))).Outcome);
        _clock.Pass(TimeSpan.FromMinutes(1));
        var locked = await Desk.LockAsync(ann.Id, "has left", By(_boss));
        Assert.Equal((UserOutcome.Done, _clock.GetUtcNow()), (locked.Outcome, locked.Account!.LockedAt));
        Assert.Equal(locked.Account, (await Desk.FindAsync(ann.Id))!.Account);
        var unlocked = await Desk.UnlockAsync(ann.Id, "is back", By(_boss));
        Assert.Equal((UserOutcome.Done, false, Roles.Viewer), (unlocked.Outcome, unlocked.Account!.IsLocked, unlocked.Account.Role));

        var entries = (await rooms.Get<TrailReader>().ListAsync(new TrailQuery { Subject = $"user:{ann.Id}" }, 10)).Entries;
        // All in the same millisecond, perhaps; which came first is the trail's own matter.
        Assert.Equal(
            [("user.lock", "has left", "done"), ("user.role", "helps out", "done"), ("user.unlock", "is back", "done")],
            entries.Select(e => (e.Opening.Act, e.Opening.Reason, e.Ending!.Outcome)).Order());
        Assert.All(entries, e => Assert.Equal((_boss.Id, "Boss", "127.0.0.1"), (e.Opening.WhoId, e.Opening.WhoName, e.Opening.From)));
        var role = entries.Single(e => e.Opening.Act == "user.role");
        Assert.Contains("\"role\":\"shopper\"", role.Opening.Before, StringComparison.Ordinal);
        Assert.Contains("\"role\":\"viewer\"", role.Ending!.After, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", role.Opening.Before, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_decides_about_themselves_and_a_refusal_is_on_the_trail_too()
    {
        await AddAsync(Roles.Admin);
        Assert.Equal(UserOutcome.Yourself, (await Desk.ChangeRoleAsync(_boss.Id, Roles.Viewer, "tired", By(_boss))).Outcome);
        Assert.Equal(UserOutcome.Yourself, (await Desk.LockAsync(_boss.Id, "tired", By(_boss))).Outcome);
        Assert.Equal(UserOutcome.Yourself, (await Desk.UnlockAsync(_boss.Id, "tired", By(_boss))).Outcome);
        Assert.Equal(_boss, (await Desk.FindAsync(_boss.Id))!.Account);
        Assert.All((await rooms.Get<TrailReader>().ListAsync(new TrailQuery { Subject = $"user:{_boss.Id}" }, 10)).Entries, e => Assert.Equal("yourself", e.Ending!.Outcome));
    }

    [Fact]
    public async Task The_last_admin_stays_whoever_wants_them_gone()
    {
        var outsider = new Actor("minted elsewhere", "Minted", "127.0.0.1");
        Assert.Equal(UserOutcome.LastAdmin, (await Desk.ChangeRoleAsync(_boss.Id, Roles.Shopper, "a coup", outsider)).Outcome);
        Assert.Equal(UserOutcome.LastAdmin, (await Desk.LockAsync(_boss.Id, "a coup", outsider)).Outcome);
        var deputy = await AddAsync(Roles.Admin);
        Assert.Equal(UserOutcome.Done, (await Desk.LockAsync(_boss.Id, "a coup", By(deputy))).Outcome);
    }

    [Fact]
    public async Task Who_was_sent_away_sends_nobody_away_though_their_token_still_says_admin()
    {
        var (ann, deputy) = (await AddAsync(), await AddAsync(Roles.Admin));
        Assert.Equal(UserOutcome.Done, (await Desk.LockAsync(deputy.Id, "has left", By(_boss))).Outcome);
        Assert.Equal(UserOutcome.NotAdmin, (await Desk.LockAsync(_boss.Id, "revenge", By(deputy))).Outcome);
        Assert.Equal(UserOutcome.NotAdmin, (await Desk.ChangeRoleAsync(ann.Id, Roles.Admin, "revenge", By(deputy))).Outcome);
        Assert.Equal(ann, (await Desk.FindAsync(ann.Id))!.Account);
    }

    [Fact]
    public async Task What_is_so_already_is_said_so_and_nobody_is_nobody()
    {
        var ann = await AddAsync();
        Assert.Equal(UserOutcome.Already, (await Desk.ChangeRoleAsync(ann.Id, Roles.Shopper, "again", By(_boss))).Outcome);
        Assert.Equal(UserOutcome.Already, (await Desk.UnlockAsync(ann.Id, "again", By(_boss))).Outcome);
        var since = (await Desk.LockAsync(ann.Id, "once", By(_boss))).Account!.LockedAt;
        _clock.Pass(TimeSpan.FromHours(1));
        var again = await Desk.LockAsync(ann.Id, "again", By(_boss));
        Assert.Equal((UserOutcome.Already, since), (again.Outcome, again.Account!.LockedAt));
        Assert.Equal(UserOutcome.NotFound, (await Desk.LockAsync("nobody", "why not", By(_boss))).Outcome);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Desk.ChangeRoleAsync(ann.Id, "owner", "a try", By(_boss)));
    }

    [Fact]
    public async Task A_lock_ends_every_refresh_family_of_the_account_and_of_no_other()
    {
        var (ann, bob, now) = (await AddAsync(), await AddAsync(), _clock.GetUtcNow());
        foreach (var (user, hash) in new[] { (ann, "a1"), (ann, "a2"), (bob, "b1") })
            await Tokens.AddAsync(new RefreshToken(hash, $"family of {hash}", user.Id, now.AddDays(30)), now);
        Assert.Equal((2, 1), ((await Desk.FindAsync(ann.Id))!.RefreshFamilies, (await Desk.FindAsync(bob.Id))!.RefreshFamilies));

        await Desk.LockAsync(ann.Id, "has left", By(_boss));

        Assert.Equal((0, 1), ((await Desk.FindAsync(ann.Id))!.RefreshFamilies, (await Desk.FindAsync(bob.Id))!.RefreshFamilies));
        Assert.Null(await Tokens.RotateAsync("a1", "a3", now, now.AddDays(30)));
        Assert.NotNull(await Tokens.RotateAsync("b1", "b2", now, now.AddDays(30)));
    }

    [Fact]
    public async Task A_search_says_what_to_go_on_after_and_nothing_at_the_end()
    {
        for (var n = 0; n < 4; n++) await AddAsync(Roles.Viewer);
        var first = await Desk.SearchAsync(new UserQuery("  ", Roles.Viewer, Count: 3));
        Assert.Equal((3, first.Accounts[2].Id), (first.Accounts.Count, first.Next));
        var rest = await Desk.SearchAsync(new UserQuery("", Roles.Viewer, After: first.Next, Count: 3));
        Assert.Equal((1, null), (rest.Accounts.Count, rest.Next));
        Assert.Null((await Desk.SearchAsync(new UserQuery("", Roles.Viewer, Count: 4))).Next);
        Assert.Empty((await Desk.SearchAsync(new UserQuery("a\0"))).Accounts);
        Assert.Empty((await Desk.SearchAsync(new UserQuery(new string('a', 255)))).Accounts);
    }

    private static Actor By(Account admin) => new(admin.Id, "Boss", "127.0.0.1");

    private async Task<Account> AddAsync(string role = Roles.Shopper)
    {
        var account = new Account(Ids.New(), $"{Ids.New()}@example.com", "Ann", role, _clock.GetUtcNow());
        Assert.True(await Book.AddAsync(new User(account, "$2a$04$hash")));
        return account;
    }
}
