using ScaleMart.Web.Accounts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts;

/// <summary>How people are found by those who run the shop, whatever the users are kept in.</summary>
[Trait("stores", "own")]
public sealed class UserLookupTests
{
    [Theory, EachStore]
    public async Task People_are_found_by_ids_and_by_the_beginning_of_an_e_mail_and_no_one_else_is(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IUserBook>();
        foreach (var email in new[] { "ann@example.test", "anne@example.test", "bob@example.test", "änn@example.test" }) await book.AddAsync(new User(new Account($"id of {email}", email, "A Person", Roles.Shopper, DateTimeOffset.UnixEpoch), "no hash"));

        Assert.Equal(["ann@example.test", "anne@example.test"], (await book.ByEmailAsync("ann", 10)).Select(a => a.Email));
        Assert.Equal(["ann@example.test"], (await book.ByEmailAsync("ann@example.test", 10)).Select(a => a.Email));
        Assert.Equal(["ann@example.test"], (await book.ByEmailAsync("ann", 1)).Select(a => a.Email));
        Assert.Equal(["änn@example.test"], (await book.ByEmailAsync("ä", 10)).Select(a => a.Email));
        Assert.Empty(await book.ByEmailAsync("nn", 10));
        Assert.Equal(["bob@example.test"], (await book.FindAsync(["id of bob@example.test", Ids.New()])).Select(a => a.Email));
        Assert.Empty(await book.FindAsync([]));
    }
}
