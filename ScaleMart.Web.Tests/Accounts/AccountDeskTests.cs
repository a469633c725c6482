using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts;

public sealed class AccountDeskTests : IDisposable
{
    private readonly TemporaryDocuments _documents = new();
    private readonly Passwords _passwords = new(Options.Create(new AccountsOptions { WorkFactor = 4 }));
    private readonly SqliteUserBook _book;
    private readonly AccountDesk _desk;

    public AccountDeskTests()
    {
        _book = new SqliteUserBook(_documents.Door);
        _desk = new AccountDesk(_book, _passwords, TimeProvider.System);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_registered_can_sign_in_with_the_email_in_any_spelling()
    {
        var registered = await _desk.RegisterAsync(" Ann@Example.COM ", "correct horse", " Ann ", Cancel);
        Assert.Equal((RegisterOutcome.Done, "ann@example.com", "Ann", "shopper"), (registered.Outcome, registered.Account!.Email, registered.Account.Name, registered.Account.Role));
        var signedIn = await _desk.SignInAsync("ANN@example.com  ", "correct horse", Cancel);
        Assert.Equal(registered.Account, signedIn.Account);
        Assert.Equal(registered.Account, await _desk.FindAsync(registered.Account.Id, Cancel));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_email_are_refused_alike()
    {
        await _desk.RegisterAsync("ann@example.com", "correct horse", "Ann", Cancel);
        Assert.Equal(new(SignInOutcome.InvalidCredentials), await _desk.SignInAsync("ann@example.com", "wrong horse", Cancel));
        Assert.Equal(new(SignInOutcome.InvalidCredentials), await _desk.SignInAsync("bob@example.com", "correct horse", Cancel));
        Assert.Equal(new(SignInOutcome.InvalidCredentials), await _desk.SignInAsync("", "", Cancel));
    }

    [Fact]
    public async Task Only_who_knows_the_password_hears_that_an_account_is_locked()
    {
        var ann = (await _desk.RegisterAsync("ann@example.com", "correct horse", "Ann", Cancel)).Account!;
        await _book.ChangeAsync(ann, ann with { LockedAt = ann.CreatedAt }, Cancel);
        Assert.Equal(new(SignInOutcome.Locked), await _desk.SignInAsync("ann@example.com", "correct horse", Cancel));
        Assert.Equal(new(SignInOutcome.InvalidCredentials), await _desk.SignInAsync("ann@example.com", "wrong horse", Cancel));
        await _book.ChangeAsync(ann with { LockedAt = ann.CreatedAt }, ann, Cancel);
        Assert.Equal(ann, (await _desk.SignInAsync("ann@example.com", "correct horse", Cancel)).Account);
    }

    [Fact]
    public async Task An_email_has_one_account_though_twenty_register_it_at_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _desk.RegisterAsync("Ann@example.com", $"password {i}", $"Ann {i}", Cancel)));
        var done = Assert.Single(results, r => r.Outcome == RegisterOutcome.Done);
        Assert.Equal(19, results.Count(r => r == new RegisterResult(RegisterOutcome.EmailTaken)));
        Assert.Equal(done.Account, (await _book.FindByEmailAsync("ann@example.com", Cancel))!.Account);
    }

    [Theory]
    [InlineData("", "email")]
    [InlineData("ann", "email")]
    [InlineData("ann@localhost", "email")]
    [InlineData("ann@@example.com", "email")]
    [InlineData("an n@example.com", "email")]
    [InlineData("ann@example.com\nbcc", "email")]
    [InlineData("ann@example..com", "email")]
    public async Task An_email_without_a_sane_form_is_refused(string email, string field) =>
        await RefusesAsync(field, email, "correct horse", "Ann");

    [Theory]
    [InlineData(7, 3, "password")]
    [InlineData(201, 3, "password")]
    [InlineData(8, 0, "name")]
    [InlineData(8, 81, "name")]
    public async Task Lengths_out_of_bounds_are_refused(int passwordLength, int nameLength, string field) =>
        await RefusesAsync(field, "ann@example.com", new string('p', passwordLength), new string('n', nameLength));

    [Theory]
    [InlineData(8, 1)]
    [InlineData(200, 80)]
    public async Task Lengths_at_the_bounds_are_taken(int passwordLength, int nameLength) =>
        Assert.Equal(RegisterOutcome.Done, (await _desk.RegisterAsync("ann@example.com", new string('p', passwordLength), new string('n', nameLength), Cancel)).Outcome);

    [Theory]
    [InlineData("An\tn")]
    [InlineData("An\nn")]
    [InlineData("An\0n")]
    [InlineData("An\u2028n")]
    [InlineData("   ")]
    public async Task A_name_that_cannot_stand_on_one_line_is_refused(string name) =>
        await RefusesAsync("name", "ann@example.com", "correct horse", name);

    [Fact]
    public async Task An_email_of_254_characters_is_taken_and_one_more_is_not()
    {
        var longest = $"ann@{string.Join('.', Enumerable.Repeat(new string('x', 49), 5))}";
        Assert.Equal(253, longest.Length);
        await RefusesAsync("email", longest + "xx", "correct horse", "Ann");
        Assert.Equal(RegisterOutcome.Done, (await _desk.RegisterAsync(longest + "x", "correct horse", "Ann", Cancel)).Outcome);
    }

    [Fact]
    public async Task Accounts_outlive_a_restart()
    {
        var registered = await _desk.RegisterAsync("ann@example.com", "correct horse", "Ann", Cancel);
        _documents.Reopen();
        var desk = new AccountDesk(new SqliteUserBook(_documents.Door), _passwords, TimeProvider.System);
        Assert.Equal(registered.Account, (await desk.SignInAsync("ann@example.com", "correct horse", Cancel)).Account);
    }

    public void Dispose()
    {
        _passwords.Dispose();
        _documents.Dispose();
    }

    private async Task RefusesAsync(string field, string email, string password, string name)
    {
        var result = await _desk.RegisterAsync(email, password, name, Cancel);
        Assert.Equal(RegisterOutcome.Invalid, result.Outcome);
        Assert.Equal([field], result.Faults!.Keys);
        Assert.Null(await _book.FindByEmailAsync(email.Trim(), Cancel));
    }
}
