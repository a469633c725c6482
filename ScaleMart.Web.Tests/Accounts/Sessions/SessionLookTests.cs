using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Sessions;

public sealed class SessionLookTests(SessionHost host) : IClassFixture<SessionHost>
{
    private static readonly TimeSpan Five = TimeSpan.FromMinutes(5), Second = TimeSpan.FromSeconds(1);
    private const int Fortnight = 14 * 24 * 60;

    [Fact]
    public async Task A_locked_account_is_out_after_five_minutes_and_another_stays_in()
    {
        var (ann, bob) = (await host.AddAsync(), await host.AddAsync(name: "Bob"));
        var (annsCookie, bobsCookie) = (await host.SignInAsync(ann), await host.SignInAsync(bob));
        await ChangeAsync(ann, ann with { LockedAt = host.Clock.GetUtcNow() });

        host.Clock.Pass(Five - Second);
        Assert.Equal(annsCookie, (await host.AskAsync("/who", annsCookie)).Cookie);
        host.Clock.Pass(Second);

        Assert.Equal(("nobody", ""), await host.AskAsync("/who", annsCookie));
        var (who, renewed) = await host.AskAsync("/who", bobsCookie);
        Assert.StartsWith("Bob shopper", who, StringComparison.Ordinal);
        // It remembers the look: the next one is due five minutes later.
        Assert.NotEqual(bobsCookie, renewed);
        host.Clock.Pass(Five - Second);
        Assert.Equal(renewed, (await host.AskAsync("/who", renewed)).Cookie);
    }

    [Fact]
    public async Task In_the_back_office_a_locked_admin_is_out_at_once()
    {
        var (boss, deputy) = (await host.AddAsync(Roles.Admin, "Boss"), await host.AddAsync(Roles.Admin, "Deputy"));
        var (bosss, deputys) = (await host.SignInAsync(boss), await host.SignInAsync(deputy));
        Assert.StartsWith("Deputy admin", (await host.AskAsync("/admin/who", deputys)).Who, StringComparison.Ordinal);

        await ChangeAsync(deputy, deputy with { LockedAt = host.Clock.GetUtcNow() });

        Assert.Equal(("nobody", ""), await host.AskAsync("/admin/who", deputys));
        // Looked at, and told nothing new: the same cookie.
        Assert.Equal(($"Boss admin {Fortnight}", bosss), await host.AskAsync("/admin/who", bosss));
    }

    [Fact]
    public async Task What_was_signed_in_before_a_lock_stays_out_after_the_unlock_and_a_new_sign_in_is_in()
    {
        var ann = await host.AddAsync();
        var before = await host.SignInAsync(ann);
        host.Clock.Pass(Second);
        var locked = ann with { LockedAt = host.Clock.GetUtcNow(), SignedOutAt = host.Clock.GetUtcNow() };
        await ChangeAsync(ann, locked);
        await ChangeAsync(locked, locked with { LockedAt = null });
        host.Clock.Pass(Second);
        var after = await host.SignInAsync(ann);

        host.Clock.Pass(Five);

        Assert.Equal(("nobody", ""), await host.AskAsync("/who", before));
        Assert.StartsWith("Ann shopper", (await host.AskAsync("/who", after)).Who, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_role_is_had_in_the_back_office_at_once_and_elsewhere_within_five_minutes()
    {
        var (ann, bob) = (await host.AddAsync(), await host.AddAsync(name: "Bob"));
        var (annsCookie, bobsCookie) = (await host.SignInAsync(ann), await host.SignInAsync(bob));
        await ChangeAsync(ann, ann with { Role = Roles.Viewer });
        await ChangeAsync(bob, bob with { Role = Roles.Viewer });

        Assert.Equal($"Bob shopper {Fortnight}", (await host.AskAsync("/who", bobsCookie)).Who);
        var (who, renewed) = await host.AskAsync("/admin/who", annsCookie);
        Assert.Equal($"Ann viewer {Fortnight}", who);
        Assert.Equal($"Ann viewer {Fortnight}", (await host.AskAsync("/who", renewed)).Who);
        host.Clock.Pass(Five);
        Assert.StartsWith("Bob viewer", (await host.AskAsync("/who", bobsCookie)).Who, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_connection_ends_a_tokens_life_after_the_last_look_and_does_not_shorten_the_cookie()
    {
        var ann = await host.AddAsync();
        var cookie = await host.SignInAsync(ann);
        Assert.Equal(("Ann shopper 15", cookie), await host.AskAsync("/hubs/who", cookie));
        host.Clock.Pass(TimeSpan.FromMinutes(4));
        Assert.Equal(("Ann shopper 11", cookie), await host.AskAsync("/hubs/who", cookie));
        host.Clock.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(("Ann shopper 15", cookie), await host.AskAsync("/hubs/who", cookie));
        Assert.Equal($"Ann shopper {Fortnight - 6}", (await host.AskAsync("/who", cookie)).Who);

        await ChangeAsync(ann, ann with { LockedAt = host.Clock.GetUtcNow() });

        Assert.Equal("nobody", (await host.AskAsync("/hubs/who", cookie)).Who);
    }

    [Fact]
    public async Task Who_is_known_to_no_store_is_let_be()
    {
        var stranger = await host.AddAsync();
        var cookie = await host.SignInAsync(stranger);
        await host.ForgetAsync(stranger);
        host.Clock.Pass(Five);
        Assert.StartsWith("Ann shopper", (await host.AskAsync("/who", cookie)).Who, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_accounts_cannot_be_read_everyone_is_let_be_and_is_looked_at_when_they_can_again()
    {
        await using var own = new SessionHost();
        await own.InitializeAsync();
        var (ann, _) = (await own.AddAsync(Roles.Admin), await own.AddAsync(Roles.Admin));
        var cookie = await own.SignInAsync(ann);
        Assert.Equal(UserChange.Done, await own.Book.ChangeAsync(ann, ann with { LockedAt = own.Clock.GetUtcNow() }));
        own.Clock.Pass(TimeSpan.FromMinutes(20));
        own.Mongo.Stall("find");

        var asked = own.AskAsync("/admin/who", cookie);
        await own.Clock.SomebodyWaits;
        own.Clock.Pass(TimeSpan.FromMilliseconds(500));
        Assert.Equal(($"Ann admin {Fortnight - 20}", cookie), await asked);
        // For five seconds no other look is tried, or these would wait for ever; a connection that is opened now ends when one is due again.
        Assert.Equal(("Ann admin 5", cookie), await own.AskAsync("/hubs/who", cookie));
        Assert.Equal(cookie, (await own.AskAsync("/who", cookie)).Cookie);

        own.Mongo.Release();
        Assert.Equal(cookie, (await own.AskAsync("/who", cookie)).Cookie);
        own.Clock.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(("nobody", ""), await own.AskAsync("/who", cookie));
    }

    private async Task ChangeAsync(Account before, Account after) => Assert.Equal(UserChange.Done, await host.Book.ChangeAsync(before, after));
}
