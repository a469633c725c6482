using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

/// <summary>Bad input gets a clear problem, takes nothing, spoils no key, and is nothing that the shop logs as its own error.</summary>
public sealed class OrderInputTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"quantity\":}")]
    [InlineData("{\"quantity\":1")]
    [InlineData("{\"quantity\":1}x")]
    [InlineData("quantity=1")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{\"quantity\":1}]")]
    [InlineData("1")]
    [InlineData("\"1\"")]
    [InlineData("\u0000")]
    public Task What_is_not_a_JSON_object_is_invalid(string body) => IsRefusedAsync(body);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"quantity\":null}")]
    [InlineData("{\"quantity\":\"1\"}")]
    [InlineData("{\"quantity\":1.0}")]
    [InlineData("{\"quantity\":1.5}")]
    [InlineData("{\"quantity\":1e0}")]
    [InlineData("{\"quantity\":true}")]
    [InlineData("{\"quantity\":[1]}")]
    [InlineData("{\"quantity\":{\"$gt\":0}}")]
    [InlineData("{\"quantity\":NaN}")]
    public Task A_quantity_that_is_missing_or_no_whole_number_is_invalid(string body) => IsRefusedAsync(body);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-2147483648")]
    [InlineData("3")]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("4294967297")]
    [InlineData("18446744073709551617")]
    [InlineData("1e30")]
    [InlineData("1e999")]
    public Task A_quantity_below_one_or_above_the_limit_is_invalid(string quantity) => IsRefusedAsync($"{{\"quantity\":{quantity}}}");

    [Theory]
    [InlineData("{\"quantity\":1,\"price\":0}")]
    [InlineData("{\"quantity\":1,\"userId\":\"bob\"}")]
    [InlineData("{\"qty\":1}")]
    public Task An_unknown_member_is_invalid(string body) => IsRefusedAsync(body);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    [InlineData("129")]
    public async Task A_key_that_is_not_1_to_128_printable_characters_is_invalid(string key)
    {
        var sale = await shop.SaleAsync();
        var answer = await shop.Shopper().BuyAsync(sale, 1, key == "129" ? new string('k', 129) : key);
        Expect.Refusal(400, "invalid", answer);
        await TookNothingAsync(sale);
    }

    [Fact]
    public async Task A_huge_body_is_refused_unread()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var padded = $"{{\"quantity\":1{new string(' ', 70_000)}}}";
        Expect.Refusal(413, "too_large", await ann.PostTextAsync($"/api/sales/{sale}/orders", padded));
        await TookNothingAsync(sale);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_of_another_media_type_is_refused(string type)
    {
        var sale = await shop.SaleAsync();
        Expect.Refusal(415, "unsupported_media_type", await shop.Shopper().PostTextAsync($"/api/sales/{sale}/orders", "{\"quantity\":1}", type));
        await TookNothingAsync(sale);
    }

    [Fact]
    public async Task Deep_nesting_is_invalid()
    {
        await IsRefusedAsync("{\"quantity\":" + new string('[', 2_000) + new string(']', 2_000) + "}");
    }

    [Fact]
    public async Task A_key_of_an_invalid_request_is_not_spent()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        Expect.Refusal(400, "invalid", await ann.BuyAsync(sale, 0, "k"));
        var got = Expect.Status(202, await ann.BuyAsync(sale, 1, "k"));
        Assert.Null(got.Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Nonsense_as_a_payment_is_invalid_and_leaves_the_order_held()
    {
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(await shop.SaleAsync());
        foreach (var body in new[] { "{", "{}", "{\"paymentToken\":null}", "{\"paymentToken\":5}", "{\"paymentToken\":\"\"}", "{\"paymentToken\":\"tok_ok\",\"amount\":0}" })
            Expect.Refusal(400, "invalid", await ann.PostTextAsync($"/api/orders/{order}/pay", body));
        Assert.Equal("held", (await ann.OrderAsync(order)).Word("status"));
        Assert.Empty(shop.Errors);
    }

    private async Task IsRefusedAsync(string body)
    {
        var sale = await shop.SaleAsync(limit: 2);
        var ann = shop.Shopper();
        Expect.Refusal(400, "invalid", await ann.PostTextAsync($"/api/sales/{sale}/orders", body, key: "k"));
        Assert.Equal("[]", (await ann.OrdersAsync()).Text);
        await TookNothingAsync(sale);
    }

    private async Task TookNothingAsync(string sale)
    {
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
        Assert.Empty(shop.Errors);
    }
}
