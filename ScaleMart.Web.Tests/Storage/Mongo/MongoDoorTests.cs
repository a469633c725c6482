using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Storage.Mongo;

public sealed class MongoDoorTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(4_000_000_000_123);

    [Theory]
    [InlineData("localhost:27017")]
    [InlineData("mongodb://shop:s3cret@")]
    [InlineData("mongodb://shop:s3cret@host:port/db")]
    [InlineData("mongodb://shop:s3cr%zet@host/db?w=some&journal=perhaps")]
    public void A_connection_string_that_cannot_be_read_stops_the_start_and_is_not_repeated(string text)
    {
        var refused = Assert.Throws<StartRefusedException>(() => new MongoDoor(new Stores(null, text), [], Options.Create(new StorageOptions()), TimeProvider.System));
        Assert.Contains("ConnectionStrings:MongoDB", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_before_every_index_is_there_and_they_are_made_once()
    {
        await using var books = new BookStore(BookStore.StandIn);
        var (mongo, users) = (books.Mongo!, books.Book<IUserBook>());
        mongo.AnswerError("createIndexes", 91, "shutting down", times: 2);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => users.AddAsync(User("ann")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => users.FindAsync("nobody"));
        Assert.DoesNotContain(mongo.Seen, c => c is "insert" or "find");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => users.FindAsync("nobody")));
        var made = mongo.Seen.Count(c => c == "createIndexes");
        Assert.True(await users.AddAsync(User("ann")));
        Assert.False(await users.AddAsync(User("another ann")));

        Assert.Equal(made, mongo.Seen.Count(c => c == "createIndexes"));
        await using var another = books.AnotherProcess();
        await another.GetRequiredService<MongoDoor>().PrepareAsync();
        Assert.Equal((made - 2) * 2, mongo.Seen.Count(c => c == "createIndexes") - 2);
    }

    [Fact]
    public async Task A_server_that_knows_no_expiry_keeps_tokens_until_the_book_forgets_them()
    {
        await using var books = new BookStore(BookStore.StandIn);
        books.Mongo!.KnowsExpiry = false;
        var tokens = books.Book<IRefreshTokenBook>();
        await tokens.AddAsync(new RefreshToken("one", "family", "ann", Now), Now.AddDays(-1));
        Assert.NotNull(await tokens.RotateAsync("one", "two", Now.AddDays(-1), Now));
    }

    [Fact]
    public async Task A_token_whose_change_failed_half_way_still_counts_for_its_holder()
    {
        await using var books = new BookStore(BookStore.StandIn);
        var tokens = books.Book<IRefreshTokenBook>();
        await tokens.AddAsync(new RefreshToken("one", "family", "ann", Now), Now.AddDays(-1));

        books.Mongo!.AnswerNotPrimary("insert", times: 2);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => tokens.RotateAsync("one", "two", Now.AddDays(-1), Now));
        books.Mongo!.AnswerNotPrimary("update", times: 2);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => tokens.RotateAsync("one", "two", Now.AddDays(-1), Now));

        Assert.NotNull(await tokens.RotateAsync("one", "three", Now.AddDays(-1), Now));
    }

    private static User User(string name) => new(new Account(Ids.New(), "ann@example.com", name, Roles.Shopper, Now), "hash");
}
