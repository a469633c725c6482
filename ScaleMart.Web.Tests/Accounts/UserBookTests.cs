using ScaleMart.Web.Accounts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts;

/// <summary>What the book of everyone who has registered promises, whatever it is kept in.</summary>
public sealed class UserBookTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_990_000_000_123);

    [Theory, EachStore]
    public async Task A_user_comes_back_as_they_were_written_by_id_and_by_email(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var ann = User("ann@example.com", "Ann O'Neill \"❄\"");
        Assert.True(await book.AddAsync(ann));
        Assert.True(await book.AddAsync(User("bob@example.com")));

        Assert.Equal(ann, await book.FindAsync(ann.Account.Id));
        Assert.Equal(ann, await book.FindByEmailAsync("ann@example.com"));
        Assert.Null(await book.FindAsync("nobody"));
        Assert.Null(await book.FindByEmailAsync("Ann@example.com"));
    }

    [Theory, EachStore]
    public async Task A_taken_email_is_refused_and_nothing_is_written(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var (first, second) = (User("ann@example.com"), User("ann@example.com", "Another Ann"));
        Assert.True(await book.AddAsync(first));

        Assert.False(await book.AddAsync(second));

        Assert.Null(await book.FindAsync(second.Account.Id));
        Assert.Equal(first, await book.FindByEmailAsync("ann@example.com"));
    }

    [Theory, EachStore]
    public async Task Of_twenty_who_take_an_email_at_once_one_has_it_from_the_very_first_use_of_the_book(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        var users = Enumerable.Range(0, 20).Select(n => User("ann@example.com", $"Ann {n}")).ToList();

        var added = await Task.WhenAll(users.Select(u => Task.Run(() => book.AddAsync(u))));

        Assert.Single(added, taken => taken);
        Assert.Equal(users[Array.IndexOf(added, true)], await book.FindByEmailAsync("ann@example.com"));
    }

    [Theory, EachStore]
    public async Task An_admin_is_seen_and_a_shopper_is_none(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        await book.AddAsync(User("ann@example.com"));
        Assert.False(await book.HasAdminAsync());
        await book.AddAsync(User("boss@example.com", role: Roles.Admin));
        Assert.True(await book.HasAdminAsync());
    }

    private static User User(string email, string name = "Ann", string role = Roles.Shopper) => new(new Account(Ids.New(), email, name, role, At), "$2a$04$hash");
}
