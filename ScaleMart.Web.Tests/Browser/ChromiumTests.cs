using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

public sealed class ChromiumTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task After_a_crash_of_the_browser_the_next_test_gets_a_new_one()
    {
        await using var chromium = new Chromium();
        var first = await chromium.PageAsync(shop.Address, 390);
        await first.Context.Browser!.CloseAsync();

        var next = await chromium.PageAsync(shop.Address, 390);
        Assert.Equal(200, (await next.GotoAsync("/healthz/live"))!.Status);
    }
}
