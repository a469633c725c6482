using ScaleMart.Web.Orders.Letters;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Letters;

/// <summary>Many dead letters: the newest first, page after page, each once, and never more read than is bounded.</summary>
public sealed class DeadLetterSearchTests(BackRooms rooms)
{
    private DeadLetterSearch Search => rooms.Get<DeadLetterSearch>();

    [Fact]
    public async Task Page_after_page_shows_each_once_the_newest_first_though_many_died_in_the_same_moment()
    {
        var sale = await PlantAsync(25, n => 1_000 + (n / 10));
        var (seen, older) = (new List<(DateTimeOffset At, string Id)>(), (string?)null);
        do
        {
            var page = await Search.FindAsync(new DeadLetterQuery(SaleId: sale), older, 10);
            Assert.Equal(25, page.Found);
            seen.AddRange(page.Letters.Select(l => (l.At, l.Id)));
            older = page.Older;
        }
        while (older is not null);

        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal(seen.OrderByDescending(s => s.At).ThenByDescending(s => s.Id, StringComparer.Ordinal), seen);
        Assert.Equal(25, seen.Count);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("~")]
    [InlineData("99999999999999999999999~x")]
    public async Task A_place_that_nobody_gave_out_is_the_beginning(string older)
    {
        var sale = await PlantAsync(3, n => n);
        Assert.Equal(3, (await Search.FindAsync(new DeadLetterQuery(SaleId: sale), older, 10)).Letters.Count);
    }

    [Fact]
    public async Task What_cannot_be_read_is_found_by_its_id_and_is_nobodys()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale, "ann of the letters");
        var keys = new SaleKeys(sale);
        await rooms.Redis.HashSetAsync(keys.Dead, order.Id, "5\t1\tno");
        Assert.Single((await Search.FindAsync(new DeadLetterQuery(UserId: "ann of the letters"), null, 10)).Letters);

        await rooms.Redis.HashSetAsync(keys.Orders, order.Id, "1\theld\tnonsense");

        Assert.Empty((await Search.FindAsync(new DeadLetterQuery(UserId: "ann of the letters"), null, 10)).Letters);
        var letter = Assert.Single((await Search.FindAsync(new DeadLetterQuery(Text: order.Id.ToUpperInvariant()), null, 10)).Letters);
        Assert.Equal((null, "1\theld\tnonsense"), (letter.Order, letter.Unreadable));
    }

    [Fact]
    public async Task Of_more_than_can_be_searched_at_once_it_says_that_some_were_not_looked_at()
    {
        var sale = await PlantAsync(DeadLetterSearch.Most + 1, n => n);
        try
        {
            var page = await Search.FindAsync(new DeadLetterQuery(SaleId: sale), null, 10);
            Assert.Equal((true, DeadLetterSearch.Most, 10), (page.IsCut, page.Found, page.Letters.Count));
            Assert.Equal(DeadLetterSearch.Most + 1, page.Sales[sale]);
            await rooms.Redis.HashDeleteAsync(new SaleKeys(sale).Dead, $"{sale}-0");
            Assert.False((await Search.FindAsync(new DeadLetterQuery(SaleId: sale), null, 10)).IsCut);
        }
        finally
        {
            await rooms.Redis.KeyDeleteAsync(new SaleKeys(sale).Dead);
        }
    }

    private async Task<string> PlantAsync(int count, Func<int, long> at)
    {
        var sale = await rooms.SaleAsync();
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Dead, [.. Enumerable.Range(0, count).Select(n => new HashEntry($"{sale}-{n}", $"5\t{at(n)}\tno"))]);
        return sale;
    }
}
