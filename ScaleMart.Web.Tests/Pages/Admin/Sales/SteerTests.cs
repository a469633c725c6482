using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales;

public sealed class SteerTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Pausing_and_resuming_are_asked_once_with_figures_and_done_when_posted()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync(quantity: 10, limit: 3, holdSeconds: 240);
        await shop.Shopper().HoldAsync(sale, 3);
        var (pause, resume) = ($"/admin/sales/{sale}/pause", $"/admin/sales/{sale}/resume");
        var asked = (await admin.GetAsync(pause)).Html;
        Assert.Contains("7 pieces stay on the shelf.", asked);
        Assert.Contains("3 pieces are held: their owners can still pay for up to 4 minutes.", asked);
        Assert.Contains("Shoppers see “Paused” within a second.", asked);
        Assert.Equal("live", (await shop.Anyone.SaleAsync(sale)).Word("state"));

        Assert.Equal(302, (await admin.PostAsync(pause, pause)).Status);
        Assert.Equal("paused", (await shop.Anyone.SaleAsync(sale)).Word("state"));
        Assert.Contains("7 pieces left", (await admin.GetAsync(resume)).Html);
        Assert.Equal(302, (await admin.PostAsync(resume, resume)).Status);
        Assert.Equal("live", (await shop.Anyone.SaleAsync(sale)).Word("state"));
    }

    [Fact]
    public async Task Closing_is_asked_once_and_says_that_it_is_final()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var close = $"/admin/sales/{sale}/close";
        var asked = (await admin.GetAsync(close)).Html;
        Assert.Contains("This cannot be taken back.", asked);
        Assert.Contains("10 pieces stay unsold.", asked);
        Assert.Equal("live", (await shop.Anyone.SaleAsync(sale)).Word("state"));
        Assert.Equal(302, (await admin.PostAsync(close, close)).Status);
        Assert.Equal("ended", (await shop.Anyone.SaleAsync(sale)).Word("state"));
    }

    [Fact]
    public async Task Opening_before_its_hour_says_when_that_would_have_been()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync(new SaleTerms { OpensAt = new(2089, 5, 4, 3, 0, 0, TimeSpan.Zero), ClosesAt = new(2089, 5, 5, 3, 0, 0, TimeSpan.Zero) });
        var open = $"/admin/sales/{sale}/open";
        Assert.Contains("instead of on Wed 4 May 2089, 03:00 UTC", (await admin.GetAsync(open)).Html);
        Assert.Equal(302, (await admin.PostAsync(open, open)).Status);
        Assert.Equal("live", (await shop.Anyone.SaleAsync(sale)).Word("state"));
    }

    [Theory]
    [InlineData("pause", "resume", "it is paused")]
    [InlineData("close", "pause", "it is over")]
    [InlineData("close", "restock", "it is over")]
    public async Task A_state_that_changed_meanwhile_is_answered_with_how_it_stands(string first, string then, string why)
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var wanted = $"/admin/sales/{sale}/{(then == "resume" ? "pause" : then)}";
        var asked = await admin.FormAsync(wanted);
        if (then == "restock") (asked["by"], asked["reason"], asked["sure"]) = ("5", "found a box", "yes");
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/{first}"));
        var seen = await admin.PostRawAsync(wanted, asked);
        Assert.Equal(409, seen.Status);
        Assert.Contains("Not in this state", seen.Html);
        Assert.Contains(why, seen.Html);
        Assert.Contains("How it stands", seen.Html);
        Assert.Equal(409, (await admin.GetAsync(wanted)).Status);
    }
}
