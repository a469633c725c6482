using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Storage;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts;

public sealed class FirstAdminTests : IDisposable
{
    private readonly TemporaryDocuments _documents = new();
    private readonly Passwords _passwords = new(Options.Create(new AccountsOptions { WorkFactor = 4 }));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AccountDesk Desk => new(new SqliteUserBook(_documents.Door), _passwords, TimeProvider.System);

    [Fact]
    public async Task With_nobody_configured_one_is_made_and_the_console_is_told_the_password_that_works()
    {
        var words = (await StartAsync()).Split([' ', ',', '(', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var password = words[Array.IndexOf(words, "password") + 1];
        var signedIn = await Desk.SignInAsync("admin@scalemart.local", password, Cancel);
        Assert.Equal((SignInOutcome.Done, "admin"), (signedIn.Outcome, signedIn.Account!.Role));
    }

    [Fact]
    public async Task A_second_start_prints_nothing_and_keeps_the_admin()
    {
        var first = await StartAsync();
        var admin = await new SqliteUserBook(_documents.Door).FindByEmailAsync("admin@scalemart.local", Cancel);
        _documents.Reopen();
        Assert.NotEqual("", first);
        Assert.Equal("", await StartAsync());
        Assert.Equal(admin, await new SqliteUserBook(_documents.Door).FindByEmailAsync("admin@scalemart.local", Cancel));
    }

    [Fact]
    public async Task The_configured_admin_is_made_silently_and_alone()
    {
        Assert.Equal("", await StartAsync("Boss@Example.com", "a good password"));
        Assert.Equal("", await StartAsync("Boss@Example.com", "a good password"));
        Assert.Equal("", await StartAsync());
        Assert.Equal("admin", (await Desk.SignInAsync("boss@example.com", "a good password", Cancel)).Account!.Role);
        Assert.Null(await new SqliteUserBook(_documents.Door).FindByEmailAsync("admin@scalemart.local", Cancel));
    }

    [Fact]
    public async Task A_shopper_is_not_made_the_admin_by_having_taken_the_email_first()
    {
        await Desk.RegisterAsync("boss@example.com", "the shopper's own", "Mallory", Cancel);
        var fault = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync("boss@example.com", "a good password"));
        Assert.Contains("Admin:Email", fault.Message, StringComparison.Ordinal);
        Assert.Equal("shopper", (await Desk.SignInAsync("boss@example.com", "the shopper's own", Cancel)).Account!.Role);
    }

    [Fact]
    public async Task A_configured_admin_whom_another_one_made_a_shopper_stays_so_and_does_not_stop_the_start()
    {
        var book = new SqliteUserBook(_documents.Door);
        await StartAsync("boss@example.com", "a good password");
        await StartAsync("deputy@example.com", "a good password");
        var boss = (await book.FindByEmailAsync("boss@example.com", Cancel))!.Account;
        Assert.Equal(UserChange.Done, await book.ChangeAsync(boss, boss with { Role = Roles.Shopper }, Cancel));

        Assert.Equal("", await StartAsync("boss@example.com", "a good password"));

        Assert.Equal("shopper", (await Desk.SignInAsync("boss@example.com", "a good password", Cancel)).Account!.Role);
    }

    public void Dispose()
    {
        _passwords.Dispose();
        _documents.Dispose();
    }

    private async Task<string> StartAsync(string email = "", string password = "")
    {
        var console = new StringWriter();
        var options = Options.Create(new AdminOptions { Email = email, Password = password });
        await new FirstAdmin(new SqliteUserBook(_documents.Door), _passwords, options, new Stores(null, null), TimeProvider.System, NullLogger<FirstAdmin>.Instance, console).StartAsync(Cancel);
        return console.ToString();
    }
}
