using Xunit;

namespace ScaleMart.Web.Tests.Sales;

public sealed class SqliteSaleBookTests : IDisposable
{
    private readonly TempSaleBook _book = new();

    [Fact]
    public async Task A_sale_comes_back_as_it_was_written()
    {
        var sale = Drafts.Sale() with { UnitPrice = 0.10m, ListPrice = 1_000_000m };
        Assert.True(await _book.AddAsync(sale, TestContext.Current.CancellationToken));
        Assert.Equal([sale], await _book.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_taken_slug_or_id_is_refused_and_nothing_is_written()
    {
        var sale = Drafts.Sale();
        Assert.True(await _book.AddAsync(sale, TestContext.Current.CancellationToken));
        Assert.False(await _book.AddAsync(Drafts.Sale(), TestContext.Current.CancellationToken));
        Assert.False(await _book.AddAsync(sale with { Slug = "another" }, TestContext.Current.CancellationToken));
        Assert.Equal([sale], await _book.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_newest_sale_comes_first()
    {
        var older = Drafts.Sale("Older");
        var newer = Drafts.Sale("Newer") with { CreatedAt = Drafts.Now.AddSeconds(1) };
        await _book.AddAsync(newer, TestContext.Current.CancellationToken);
        await _book.AddAsync(older, TestContext.Current.CancellationToken);
        Assert.Equal([newer, older], await _book.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_the_book_does_not_have_cannot_be_replaced() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _book.ReplaceAsync(Drafts.Sale(), TestContext.Current.CancellationToken));

    public void Dispose() => _book.Dispose();
}
