using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class OrderReplayTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task The_same_key_gives_the_same_order_and_takes_nothing_again()
    {
        var sale = await shop.SaleAsync(quantity: 10, limit: 2);
        var ann = shop.Shopper();
        var first = Expect.Status(202, await ann.BuyAsync(sale, 1, "k"));
        var again = Expect.Status(202, await ann.BuyAsync(sale, 1, "k"));

        Assert.Null(first.Header("Idempotency-Replayed"));
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal(first.Word("id"), again.Word("id"));
        Assert.Equal(first.Header("Location"), again.Header("Location"));
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Parsed_bodies_are_compared_so_that_spaces_make_no_difference()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var first = await ann.BuyAsync(sale, 1, "k");
        var again = Expect.Status(202, await ann.PostTextAsync($"/api/sales/{sale}/orders", "{ \"quantity\" :\n 1 }", key: "k"));
        Assert.Equal(first.Word("id"), again.Word("id"));
    }

    [Fact]
    public async Task A_replay_shows_the_order_as_it_is_now()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = Expect.Status(202, await ann.BuyAsync(sale, 1, "k")).Word("id");
        Expect.Status(200, await ann.PayAsync(order));
        Assert.Equal("confirmed", Expect.Status(202, await ann.BuyAsync(sale, 1, "k")).Word("status"));
    }

    [Fact]
    public async Task A_replay_is_answered_though_the_sale_is_sold_out()
    {
        var sale = await shop.SaleAsync(quantity: 1);
        var ann = shop.Shopper();
        var first = Expect.Status(202, await ann.BuyAsync(sale, 1, "k"));
        Expect.Refusal(409, "sold_out", await shop.Shopper("bob").BuyAsync(sale));
        Assert.Equal(first.Word("id"), Expect.Status(202, await ann.BuyAsync(sale, 1, "k")).Word("id"));
    }

    [Fact]
    public async Task A_replay_is_answered_though_the_shopper_is_rate_limited()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var first = Expect.Status(202, await ann.BuyAsync(sale, 1, "k"));
        await Wait.UntilAsync(() => ann.BuyAsync(sale, 2), a => a.Status == 429, "the bucket is empty");
        Assert.Equal(first.Word("id"), Expect.Status(202, await ann.BuyAsync(sale, 1, "k")).Word("id"));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("close")]
    public async Task A_replay_is_answered_though_the_sale_has_stopped(string act)
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var first = Expect.Status(202, await ann.BuyAsync(sale, 1, "k"));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/{act}"));
        Assert.Equal(first.Word("id"), Expect.Status(202, await ann.BuyAsync(sale, 1, "k")).Word("id"));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_mismatch()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        Expect.Status(202, await ann.BuyAsync(sale, 1, "k"));
        Expect.Refusal(422, "idempotency_mismatch", await ann.BuyAsync(sale, 2, "k"));
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task A_refused_key_may_be_tried_again_also_with_another_body()
    {
        var sale = await shop.SaleAsync(quantity: 2);
        var ann = shop.Shopper();
        var bob = shop.Shopper("bob");
        var held = await ann.HoldAsync(sale, 2);
        Expect.Refusal(409, "sold_out", await bob.BuyAsync(sale, 2, "k"));
        Expect.Status(200, await ann.CancelAsync(held));

        // A 409 may still be heard while the news of the returned unit travels.
        var got = await Wait.UntilAsync(() => bob.BuyAsync(sale, 1, "k"), a => a.Status != 409, "the unit is back");
        Expect.Status(202, got);
        Assert.Null(got.Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Keys_are_scoped_to_the_user_and_to_the_sale()
    {
        var (one, other) = (await shop.SaleAsync(), await shop.SaleAsync());
        var (ann, bob) = (shop.Shopper(), shop.Shopper("bob"));
        Answer[] answers = [await ann.BuyAsync(one, 1, "k"), await bob.BuyAsync(one, 1, "k"), await ann.BuyAsync(other, 1, "k")];
        Assert.All(answers, a => Assert.Null(Expect.Status(202, a).Header("Idempotency-Replayed")));
        Assert.Equal(3, answers.Select(a => a.Word("id")).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_key_every_request_is_an_order_of_its_own()
    {
        var sale = await shop.SaleAsync(limit: 2);
        var ann = shop.Shopper();
        Assert.NotEqual(await ann.HoldAsync(sale), await ann.HoldAsync(sale));
        Assert.Equal((8, 2, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Many_requests_at_once_with_one_key_make_one_order()
    {
        var sale = await shop.SaleAsync(quantity: 50, limit: 50);
        var ann = shop.Shopper();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ann.BuyAsync(sale, 1, "k")));
        Assert.All(answers, a => Expect.Status(202, a));
        Assert.Single(answers.Select(a => a.Word("id")).Distinct());
        Assert.Single(answers, a => a.Header("Idempotency-Replayed") is null);
        Assert.Equal((49, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("printable: ~!@#$%^&*()_+ {}|")]
    [InlineData(128)]
    public async Task Keys_of_1_to_128_printable_characters_are_taken(object key)
    {
        var sale = await shop.SaleAsync();
        Expect.Status(202, await shop.Shopper().BuyAsync(sale, 1, key is int length ? new string('k', length) : (string)key));
    }
}
