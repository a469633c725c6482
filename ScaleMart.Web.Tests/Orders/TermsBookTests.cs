using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;
using SaleTerms = ScaleMart.Web.Stock.Acts.SaleTerms;

namespace ScaleMart.Web.Tests.Orders;

/// <summary>What the ledger promises about terms and fences, whatever it is kept in.</summary>
[Trait("stores", "own")]
public sealed class TermsBookTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);
    private readonly string _sale = Ids.New(12);

    [Theory, EachStore]
    public async Task Terms_come_back_as_they_were_written(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITermsBook>();
        var terms = Terms(long.MaxValue - 1);
        await book.WriteAsync(terms);

        var back = await book.FindAsync(_sale);
        Assert.Equal(terms.Restocks, back!.Restocks);
        Assert.Equal(terms, back with { Restocks = terms.Restocks });
        Assert.Null(await book.FindAsync("another"));
    }

    [Theory, EachStore]
    public async Task An_older_version_never_replaces_a_newer_one(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITermsBook>();
        await book.WriteAsync(Terms(7));
        await book.WriteAsync(Terms(6) with { Switch = "closed" });
        await book.WriteAsync(Terms(7) with { Switch = "closed" });
        Assert.Equal("open", (await book.FindAsync(_sale))!.Switch);
        await book.WriteAsync(Terms(8) with { Switch = "closed" });
        Assert.Equal("closed", (await book.FindAsync(_sale))!.Switch);
    }

    [Theory, EachStore]
    public async Task Of_versions_written_at_once_the_newest_stays(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITermsBook>();
        await Task.WhenAll(Enumerable.Range(1, 20).Select(v => Task.Run(() => book.WriteAsync(Terms(v)))));
        Assert.Equal(20, (await book.FindAsync(_sale))!.Version);
    }

    [Theory, EachStore]
    public async Task A_fence_never_goes_down_though_many_set_it_at_once(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITermsBook>();
        Assert.Equal(0, await book.FenceAsync(_sale));

        await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => book.FenceAsync(_sale, (1L << 40) + n))));
        await book.FenceAsync(_sale, 5);

        Assert.Equal((1L << 40) + 20, await book.FenceAsync(_sale));
        Assert.Equal(0, await book.FenceAsync("another"));
    }

    private SaleTerms Terms(long version) => new()
    {
        SaleId = _sale,
        Version = version,
        Quantity = 10,
        Switch = "open",
        OpensAt = At,
        ClosesAt = At.AddHours(1),
        PerCustomerLimit = 2,
        HoldSeconds = 300,
        UnitPrice = 19.90m,
        Currency = "EUR",
        ProductName = "Lamp",
        Restocks = [new Restock("r1", -3, At, "boss", "broken in transit"), new Restock("r2", 5, At.AddSeconds(1), "boss", "")],
    };
}
