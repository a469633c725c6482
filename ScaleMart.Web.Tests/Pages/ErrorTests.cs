using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages;

public sealed class ErrorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task What_is_not_there_is_a_page_for_people()
    {
        using var visitor = new Visitor(shop);
        var seen = await visitor.GetAsync("/sales/no-such-sale");
        Assert.Equal(404, seen.Status);
        Assert.Contains("Not on our shelves", seen.Html);
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/hubs/nothing")]
    public async Task Programs_get_no_page(string path)
    {
        using var visitor = new Visitor(shop);
        var seen = await visitor.GetAsync(path);
        Assert.Equal(404, seen.Status);
        Assert.DoesNotContain("<html", seen.Html);
    }

    [Theory]
    [InlineData(403, "Behind the counter")]
    [InlineData(404, "Not on our shelves")]
    [InlineData(429, "Slower, please")]
    [InlineData(500, "Something broke")]
    [InlineData(503, "One moment")]
    public async Task Each_error_has_words_and_keeps_its_status(int code, string words)
    {
        using var visitor = new Visitor(shop);
        var seen = await visitor.GetAsync($"/error/{code}");
        Assert.Equal(code, seen.Status);
        Assert.Contains(words, seen.Html);
    }
}
