using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Tokens;

/// <summary>What the book of refresh tokens promises, whatever it is kept in.</summary>
public sealed class RefreshTokenBookTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(4_000_000_000_123);
    private static readonly DateTimeOffset Later = Now.AddDays(30);

    [Theory, EachStore]
    public async Task A_token_is_spent_once_and_its_successor_has_its_family_and_its_own_end(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IRefreshTokenBook>();
        await book.AddAsync(Token("one"), Now);

        Assert.Equal(new RefreshToken("two", "family", "ann", Later.AddDays(1)), await book.RotateAsync("one", "two", Now, Later.AddDays(1)));
        Assert.Equal(new RefreshToken("three", "family", "ann", Later.AddDays(2)), await book.RotateAsync("two", "three", Later, Later.AddDays(2)));
    }

    [Theory, EachStore]
    public async Task A_token_that_was_spent_before_ends_its_family_and_no_other(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IRefreshTokenBook>();
        await book.AddAsync(Token("one"), Now);
        await book.AddAsync(Token("other") with { Family = "another" }, Now);
        Assert.NotNull(await book.RotateAsync("one", "two", Now, Later));

        Assert.Null(await book.RotateAsync("one", "three", Now, Later));

        Assert.Null(await book.RotateAsync("two", "four", Now, Later));
        Assert.Null(await book.RotateAsync("three", "five", Now, Later));
        Assert.NotNull(await book.RotateAsync("other", "six", Now, Later));
    }

    [Theory, EachStore]
    public async Task Of_twenty_who_spend_a_token_at_once_one_at_most_has_a_successor_and_the_family_is_over(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IRefreshTokenBook>();
        await book.AddAsync(Token("one"), Now);

        var rotated = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => book.RotateAsync("one", $"next {n}", Now, Later))));

        Assert.Single(rotated, next => next is not null);
        for (var n = 0; n < 20; n++) Assert.Null(await book.RotateAsync($"next {n}", $"after {n}", Now, Later));
    }

    [Theory, EachStore]
    public async Task What_is_unknown_or_over_does_not_count_and_changes_nothing(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IRefreshTokenBook>();
        await book.AddAsync(Token("one"), Now);

        Assert.Null(await book.RotateAsync("never seen", "two", Now, Later));
        Assert.Null(await book.RotateAsync("one", "two", Later, Later.AddDays(30)));
        Assert.Null(await book.RotateAsync("two", "three", Now, Later));
        Assert.NotNull(await book.RotateAsync("one", "two", Later.AddMilliseconds(-1), Later));
    }

    [Theory, EachStore]
    public async Task Adding_forgets_what_has_expired_and_nothing_else(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IRefreshTokenBook>();
        await book.AddAsync(Token("old") with { Family = "a" }, Now);
        await book.AddAsync(Token("young") with { Family = "b", ExpiresAt = Later.AddMilliseconds(1) }, Now);

        await book.AddAsync(Token("new") with { Family = "c", ExpiresAt = Later.AddDays(1) }, Later);

        // Asked at a moment when it still counted: only a token that is gone gives no successor.
        Assert.Null(await book.RotateAsync("old", "old next", Now, Later));
        Assert.NotNull(await book.RotateAsync("young", "young next", Now, Later));
    }

    [Theory, EachStore]
    public async Task Revoking_ends_the_whole_family_and_an_unknown_token_is_no_news(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IRefreshTokenBook>();
        await book.AddAsync(Token("one"), Now);
        await book.AddAsync(Token("other") with { Family = "another" }, Now);
        await book.RotateAsync("one", "two", Now, Later);

        await book.RevokeAsync("one");
        await book.RevokeAsync("never seen");

        Assert.Null(await book.RotateAsync("two", "three", Now, Later));
        Assert.NotNull(await book.RotateAsync("other", "four", Now, Later));
    }

    [Theory, EachStore]
    public async Task A_users_families_are_counted_and_ended_together_and_nobody_elses_are(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IRefreshTokenBook>();
        await book.AddAsync(Token("one"), Now);
        await book.AddAsync(Token("other") with { Family = "another", ExpiresAt = Later.AddDays(1) }, Now);
        await book.AddAsync(Token("bob's") with { Family = "bob's", UserId = "bob" }, Now);
        await book.RotateAsync("one", "two", Now, Later);
        Assert.Equal((2, 1, 1, 0), (await book.CountAsync("ann", Now), await book.CountAsync("ann", Later), await book.CountAsync("bob", Now), await book.CountAsync("nobody", Now)));

        await book.RevokeAllAsync("ann");
        await book.RevokeAllAsync("nobody");

        Assert.Equal((0, 1), (await book.CountAsync("ann", Now), await book.CountAsync("bob", Now)));
        Assert.Null(await book.RotateAsync("two", "three", Now, Later));
        Assert.Null(await book.RotateAsync("other", "four", Now, Later));
        Assert.NotNull(await book.RotateAsync("bob's", "five", Now, Later));
    }

    private static RefreshToken Token(string hash) => new(hash, "family", "ann", Later);
}
