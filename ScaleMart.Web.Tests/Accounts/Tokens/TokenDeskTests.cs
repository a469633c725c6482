using System.Text;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Accounts.Users;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Tokens;

public sealed class TokenDeskTests : IDisposable
{
    private readonly TemporaryDocuments _documents = new();
    private readonly Passwords _passwords = new(Options.Create(new AccountsOptions { WorkFactor = 4 }));
    private readonly HandTimer _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AccountDesk Accounts => new(new SqliteUserBook(_documents.Door), _passwords, _clock);

    private TokenDesk Desk => new(new SqliteRefreshTokenBook(_documents.Door), new AccessTokens(_documents.Data.Secret("jwt.key"), _clock), Accounts, _clock);

    [Fact]
    public async Task A_refresh_token_buys_one_new_pair_and_so_does_its_successor()
    {
        var first = await SignInAsync();
        var second = await Desk.RefreshAsync(first.RefreshToken, Cancel);
        Assert.NotEqual(first.RefreshToken, second!.RefreshToken);
        _documents.Reopen();
        Assert.NotNull(await Desk.RefreshAsync(second.RefreshToken, Cancel));
    }

    [Fact]
    public async Task Using_a_spent_token_revokes_its_family_and_no_other()
    {
        var (mine, other) = (await SignInAsync(), await SignInAsync("bob@example.com"));
        var next = await Desk.RefreshAsync(mine.RefreshToken, Cancel);
        Assert.Null(await Desk.RefreshAsync(mine.RefreshToken, Cancel));
        Assert.Null(await Desk.RefreshAsync(next!.RefreshToken, Cancel));
        Assert.NotNull(await Desk.RefreshAsync(other.RefreshToken, Cancel));
    }

    [Fact]
    public async Task Of_many_who_use_a_token_at_once_at_most_one_gets_a_pair()
    {
        var first = await SignInAsync();
        var pairs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Desk.RefreshAsync(first.RefreshToken, Cancel)));
        Assert.Single(pairs, pair => pair is not null);
    }

    [Fact]
    public async Task Signing_out_ends_the_family_and_unknown_tokens_are_no_news()
    {
        var first = await SignInAsync();
        var second = await Desk.RefreshAsync(first.RefreshToken, Cancel);
        await Desk.RevokeAsync(second!.RefreshToken, Cancel);
        Assert.Null(await Desk.RefreshAsync(second.RefreshToken, Cancel));
        await Desk.RevokeAsync(second.RefreshToken, Cancel);
        await Desk.RevokeAsync("never seen", Cancel);
    }

    [Fact]
    public async Task A_refresh_token_lasts_thirty_days_and_no_longer()
    {
        var (early, late) = (await SignInAsync(), await SignInAsync("bob@example.com"));
        _clock.Pass(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Desk.RefreshAsync(early.RefreshToken, Cancel));
        _clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Null(await Desk.RefreshAsync(late.RefreshToken, Cancel));
    }

    [Fact]
    public async Task The_next_pair_has_the_role_that_the_account_has_by_then()
    {
        var pair = await SignInAsync();
        var book = new SqliteUserBook(_documents.Door);
        var ann = (await book.FindByEmailAsync("ann@example.com", Cancel))!.Account;
        Assert.Equal(UserChange.Done, await book.ChangeAsync(ann, ann with { Role = Roles.Viewer }, Cancel));

        var next = await Desk.RefreshAsync(pair.RefreshToken, Cancel);

        Assert.Equal(("shopper", "viewer"), (RoleIn(pair), RoleIn(next!)));
        static string RoleIn(TokenPair pair) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(pair.AccessToken).GetClaim("role").Value;
    }

    [Fact]
    public async Task A_locked_accounts_token_buys_nothing_and_its_family_is_over()
    {
        var (pair, other) = (await SignInAsync(), await SignInAsync("bob@example.com"));
        var book = new SqliteUserBook(_documents.Door);
        var ann = (await book.FindByEmailAsync("ann@example.com", Cancel))!.Account;
        var locked = ann with { LockedAt = _clock.GetUtcNow() };
        Assert.Equal(UserChange.Done, await book.ChangeAsync(ann, locked, Cancel));

        Assert.Null(await Desk.RefreshAsync(pair.RefreshToken, Cancel));
        Assert.NotNull(await Desk.RefreshAsync(other.RefreshToken, Cancel));

        Assert.Equal(UserChange.Done, await book.ChangeAsync(locked, ann, Cancel));
        Assert.Equal(0, await new SqliteRefreshTokenBook(_documents.Door).CountAsync(ann.Id, _clock.GetUtcNow(), Cancel));
    }

    [Fact]
    public async Task The_store_never_holds_a_token_itself()
    {
        var pair = await SignInAsync();
        var stored = await _documents.Door.ReadAsync(c =>
        {
            using var command = c.CreateCommand();
            command.CommandText = "SELECT hash FROM refresh_tokens";
            return (string)command.ExecuteScalar()!;
        }, Cancel);
        Assert.Equal(64, stored.Length);
        Assert.NotEqual(pair.RefreshToken, stored);
    }

    [Fact]
    public void The_kept_key_is_a_file_that_an_outside_holder_can_read()
    {
        var key = new AccessTokens(_documents.Data.Secret("jwt.key"), _clock).Mint(new Account("u1", "u@example.com", "U", "shopper", _clock.GetUtcNow()));
        var secret = Convert.FromBase64String(File.ReadAllText(_documents.Data.PathOf("jwt.key")));
        Assert.Equal(32, secret.Length);
        var parts = key.Split('.');
        Assert.Equal(parts[2], System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"))));
    }

    public void Dispose()
    {
        _passwords.Dispose();
        _documents.Dispose();
    }

    private async Task<TokenPair> SignInAsync(string email = "ann@example.com") =>
        await Desk.IssueAsync((await Accounts.RegisterAsync(email, "correct horse", "Ann", Cancel)).Account!, Cancel);
}
