using ScaleMart.Web.Sales;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Sales;

public sealed class SaleCatalogueTests : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private readonly TempSaleBook _book = new();
    private readonly HandClock _clock = new();
    private readonly SaleCatalogue _catalogue;

    public SaleCatalogueTests() => _catalogue = new SaleCatalogue(_book, _clock);

    [Fact]
    public async Task A_sale_is_found_by_id_and_by_slug_as_soon_as_it_is_added()
    {
        Assert.Empty(await _catalogue.ListAsync(Cancel));
        var sale = await _catalogue.AddAsync(Drafts.Sale(), Cancel);

        Assert.Equal(sale, await _catalogue.FindAsync(sale.Id, Cancel));
        Assert.Equal(sale, await _catalogue.FindAsync("halo-desk-lamp", Cancel));
        Assert.Equal([sale], await _catalogue.ListAsync(Cancel));
    }

    [Fact]
    public async Task A_taken_slug_gets_a_number()
    {
        var sales = new List<Sale>();
        for (var i = 0; i < 3; i++) sales.Add(await _catalogue.AddAsync(Drafts.Sale(), Cancel));

        Assert.Equal(["halo-desk-lamp", "halo-desk-lamp-2", "halo-desk-lamp-3"], sales.Select(s => s.Slug));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _catalogue.AddAsync(sales[0], Cancel));
    }

    [Fact]
    public async Task A_change_is_seen_at_once()
    {
        var sale = await _catalogue.AddAsync(Drafts.Sale(), Cancel);
        await _catalogue.ReplaceAsync(sale with { PerCustomerLimit = 9 }, Cancel);
        Assert.Equal(9, (await _catalogue.FindAsync(sale.Id, Cancel))!.PerCustomerLimit);
    }

    [Fact]
    public async Task A_fresh_copy_is_not_read_again_and_an_old_one_is()
    {
        await _catalogue.ListAsync(Cancel);
        var stranger = Drafts.Sale();
        await _book.AddAsync(stranger, Cancel);

        _clock.Pass(TimeSpan.FromSeconds(1.9));
        Assert.Empty(await _catalogue.ListAsync(Cancel));
        Assert.Equal(1, _book.Reads);

        _clock.Pass(TimeSpan.FromSeconds(0.2));
        Assert.Equal([stranger], await _catalogue.ListAsync(Cancel));
        Assert.Equal(2, _book.Reads);
    }

    [Fact]
    public async Task A_fresh_copy_is_read_anew_for_who_knows_better_but_not_many_times_at_once()
    {
        await _catalogue.ListAsync(Cancel);
        var stranger = Drafts.Sale();
        await _book.AddAsync(stranger, Cancel);
        _catalogue.Renew();
        Assert.Empty(await _catalogue.ListAsync(Cancel));

        _clock.Pass(TimeSpan.FromMilliseconds(100));
        for (var n = 0; n < 20; n++) _catalogue.Renew();
        Assert.Equal([stranger], await Wait.UntilAsync(async () => await _catalogue.ListAsync(Cancel), sales => sales.Count > 0, "the copy is read anew"));
        Assert.Equal(2, _book.Reads);
    }

    [Fact]
    public async Task A_flood_of_unknown_ids_shares_what_the_book_answers()
    {
        await _catalogue.ListAsync(Cancel);
        var found = await Task.WhenAll(Enumerable.Range(0, 3000).Select(i => _catalogue.FindAsync($"unknown{i}", Cancel).AsTask()));
        Assert.All(found, Assert.Null);
        Assert.InRange(_book.Reads, 2, 100);
    }

    [Fact]
    public async Task A_sale_that_another_process_has_just_made_is_found_at_once()
    {
        await _catalogue.ListAsync(Cancel);
        Assert.Null(await _catalogue.FindAsync("unknown", Cancel));
        var stranger = Drafts.Sale();
        await _book.AddAsync(stranger, Cancel);
        Assert.Equal(stranger, await _catalogue.FindAsync(stranger.Id, Cancel));
    }

    [Fact]
    public async Task A_crowd_that_comes_at_once_reads_the_book_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _catalogue.ListAsync(Cancel).AsTask()));
        Assert.Equal(1, _book.Reads);
    }

    [Fact]
    public async Task While_the_book_cannot_answer_what_it_said_last_stands()
    {
        var sale = await _catalogue.AddAsync(Drafts.Sale(), Cancel);
        _book.Break();
        _clock.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal([sale], await _catalogue.ListAsync(Cancel));
        Assert.Equal(sale, await _catalogue.FindAsync(sale.Id, Cancel));
        Assert.Null(await _catalogue.FindAsync("unknown", Cancel));
        using var fresh = new SaleCatalogue(_book, _clock);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => fresh.ListAsync(Cancel).AsTask());
    }

    public void Dispose()
    {
        _catalogue.Dispose();
        _book.Dispose();
    }
}
