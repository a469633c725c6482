using ScaleMart.Web.Sales;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Sales;

/// <summary>What the catalogue's book promises, whatever it is kept in.</summary>
public sealed class SaleBookTests
{
    [Theory, EachStore]
    public async Task A_sale_comes_back_as_it_was_written(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ISaleBook>();
        var sale = Drafts.Sale() with { UnitPrice = 0.10m, ListPrice = 1_000_000m, OpensAt = Drafts.Now.AddMilliseconds(1) };
        Assert.True(await book.AddAsync(sale));

        var back = Assert.Single(await book.ListAsync());
        Assert.Equal(sale, back);
        // Equal decimals may be written differently: the cents that were given are the cents that are kept.
        Assert.Equal("0.10", back.UnitPrice.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory, EachStore]
    public async Task A_taken_slug_or_id_is_refused_and_nothing_is_written(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ISaleBook>();
        var sale = Drafts.Sale();
        Assert.True(await book.AddAsync(sale));
        Assert.False(await book.AddAsync(Drafts.Sale()));
        Assert.False(await book.AddAsync(sale with { Slug = "another" }));
        Assert.Equal([sale], await book.ListAsync());
    }

    [Theory, EachStore]
    public async Task Of_twenty_sales_that_take_a_slug_at_once_one_has_it(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ISaleBook>();
        var sales = Enumerable.Range(0, 20).Select(_ => Drafts.Sale()).ToList();

        var added = await Task.WhenAll(sales.Select(s => Task.Run(() => book.AddAsync(s))));

        Assert.Single(added, taken => taken);
        Assert.Equal([sales[Array.IndexOf(added, true)]], await book.ListAsync());
    }

    [Theory, EachStore]
    public async Task The_newest_sale_comes_first(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ISaleBook>();
        var older = Drafts.Sale("Older");
        var newer = Drafts.Sale("Newer") with { CreatedAt = Drafts.Now.AddSeconds(1) };
        await book.AddAsync(newer);
        await book.AddAsync(older);
        Assert.Equal([newer, older], await book.ListAsync());
    }

    [Theory, EachStore]
    public async Task A_sale_is_replaced_whole_and_no_other_with_it(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ISaleBook>();
        var (sale, other) = (Drafts.Sale() with { CreatedAt = Drafts.Now.AddSeconds(1) }, Drafts.Sale("Other"));
        await book.AddAsync(sale);
        await book.AddAsync(other);
        var changed = sale with { PerCustomerLimit = 9, Product = sale.Product with { Name = "Lamp" } };

        await book.ReplaceAsync(changed);

        Assert.Equal([changed, other], await book.ListAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => book.ReplaceAsync(changed with { Slug = other.Slug }));
        Assert.Equal([changed, other], await book.ListAsync());
    }

    [Theory, EachStore]
    public async Task What_the_book_does_not_have_cannot_be_replaced(string store)
    {
        await using var books = new BookStore(store);
        await Assert.ThrowsAsync<InvalidOperationException>(() => books.Book<ISaleBook>().ReplaceAsync(Drafts.Sale()));
        Assert.Empty(await books.Book<ISaleBook>().ListAsync());
    }
}
