using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Operations;

public sealed class MetricsTests(LoneShop shop) : IClassFixture<LoneShop>
{
    [Fact]
    public async Task An_accepted_order_is_seen_in_the_shops_own_meters()
    {
        var sale = await SaleMaker.MakeAsync(shop.Admin, 5, 1);
        Expect.Status(202, await shop.Shopper("ann").BuyAsync(sale));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/close"));
        Expect.Status(409, await shop.Shopper("bob").BuyAsync(sale));

        // The exporter keeps an answer for a moment, so the first one may be from before the order.
        var metrics = await Wait.UntilAsync(
            () => shop.Anyone.Http.GetStringAsync("/metrics"),
            text => text.Contains("outcome=\"accepted\"", StringComparison.Ordinal) && text.Contains("outcome=\"closed\"", StringComparison.Ordinal),
            "the metrics show both attempts");

        Assert.Contains("scalemart_orders_answer_duration_seconds_bucket", metrics, StringComparison.Ordinal);
        Assert.Contains("le=\"0.0005\"", metrics, StringComparison.Ordinal);
        Assert.Contains("scalemart_reserve_batch_size", metrics, StringComparison.Ordinal);
        Assert.Contains("scalemart_queue_depth", metrics, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_count", metrics, StringComparison.Ordinal);
    }
}
