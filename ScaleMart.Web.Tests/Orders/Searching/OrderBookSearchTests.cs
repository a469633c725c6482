using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Searching;

/// <summary>What the ledger finds, whatever it is kept in.</summary>
[Trait("stores", "own")]
public sealed class OrderBookSearchTests
{
    private readonly string _sale = Ids.New(12), _other = Ids.New(12);

    [Theory, EachStore]
    public async Task Each_condition_keeps_what_fits_and_drops_what_does_not(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        var (ann, bob) = (Order(_sale, "a1", 0, "ann"), Order(_sale, "b1", 1, "bob") with { Status = OrderStatus.Confirmed });
        var (other, late) = (Order(_other, "a1", 2, "ann") with { Id = OrderIds.Of(_other, "ann", null) }, Order(_sale, "c1", 3, "cleo"));
        await book.WriteAsync([ann, bob, other, late]);

        async Task Finds(OrderFilter filter, params OrderRecord[] wanted)
        {
            Assert.Equal(wanted.Select(o => o.Id), (await book.SearchAsync(filter, null, 10)).Select(o => o.Id));
            // What a search keeps, and what is kept of Redis's orders, is the same.
            Assert.Equal(wanted.Select(o => o.Id), new[] { late, other, bob, ann }.Where(filter.Fits).Select(o => o.Id));
        }

        await Finds(new OrderFilter(), late, other, bob, ann);
        await Finds(new OrderFilter { SaleId = _sale }, late, bob, ann);
        await Finds(new OrderFilter { Status = OrderStatus.Confirmed }, bob);
        await Finds(new OrderFilter { SaleId = _sale, Status = OrderStatus.Held }, late, ann);
        await Finds(new OrderFilter { UserIds = ["ann", "cleo"] }, late, other, ann);
        await Finds(new OrderFilter { UserIds = [] });
        await Finds(new OrderFilter { IdBeginning = $"{_sale}-a" }, ann);
        await Finds(new OrderFilter { IdBeginning = bob.Id }, bob);
        await Finds(new OrderFilter { IdBeginning = $"{_sale}-" }, late, bob, ann);
        await Finds(new OrderFilter { IdBeginning = bob.Id, UserIds = ["ann"] }, other, bob, ann);
        await Finds(new OrderFilter { IdBeginning = bob.Id, UserIds = [] }, bob);
        await Finds(new OrderFilter { From = bob.AcceptedAt, To = late.AcceptedAt }, other, bob);
        await Finds(new OrderFilter { From = late.AcceptedAt.AddMilliseconds(1) });
        await Finds(new OrderFilter { SaleId = _sale, UserIds = ["ann"], Status = OrderStatus.Held, To = bob.AcceptedAt }, ann);
    }

    [Theory, EachStore]
    public async Task Page_after_page_shows_each_order_once_newest_first_though_some_were_accepted_in_one_millisecond(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        var orders = Enumerable.Range(0, 40).Select(n => Order(_sale, $"{n:00}", n / 4, "ann")).ToList();
        await book.WriteAsync([.. orders, Order(_other, "zz", 5, "bob")]);

        var (seen, after) = (new List<string>(), (OrderPlace?)null);
        while (await book.SearchAsync(new OrderFilter { SaleId = _sale }, after, 7) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(o => o.Id));
            after = OrderPlace.TryParse(OrderPlace.Of(page[^1]).ToString());
        }

        Assert.Equal(orders.OrderBy(OrderPlace.Of, OrderPlace.NewestFirst).Select(o => o.Id), seen);
        Assert.Equal($"{_sale}-39", seen[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1790000000000")]
    [InlineData("1790000000000.")]
    [InlineData("soon.sale-1")]
    [InlineData("-5.sale-1")]
    [InlineData("99999999999999999.sale-1")]
    [InlineData("1790000000000.sale\n1")]
    public void What_no_page_ended_with_is_no_place(string text) => Assert.Null(OrderPlace.TryParse(text));

    [Fact]
    public void A_place_comes_back_as_it_was_written()
    {
        var place = OrderPlace.Of(Order(_sale, "1", 3, "ann"));
        Assert.Equal(place, OrderPlace.TryParse(place.ToString()));
    }

    private static OrderRecord Order(string sale, string id, int milliseconds, string user)
    {
        var order = RecordLineTests.Order($"{sale}-{id}", user: user);
        return order with { AcceptedAt = order.AcceptedAt.AddMilliseconds(milliseconds) };
    }
}
