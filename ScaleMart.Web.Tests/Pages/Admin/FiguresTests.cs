using System.Text.Json;
using ScaleMart.Web.Pages.Admin;
using ScaleMart.Web.Tests.Browser;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin;

public sealed class FiguresTests(ShopFixture shop, Chromium chromium) : IClassFixture<ShopFixture>
{
    private static readonly double?[] Values = [null, 0, 0.04, 0.4, 1, 3.06, 7.25, 9.96, 10, 11.4, 99.5, 412, 999.6, 1_234.5, 1_930, 6_080, 59_999, 60_000, 86_399, 86_400, 245_000];

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.4, "0.4")]
    [InlineData(7.0, "7")]
    [InlineData(1_930.0, "1,930")]
    [InlineData(12.5, "13")]
    public void A_number_has_a_digit_behind_the_point_only_where_it_matters(double? value, string written) => Assert.Equal(written, Figures.Number(value));

    [Theory]
    [InlineData(3.06, "3.1 ms")]
    [InlineData(11.4, "11 ms")]
    [InlineData(1_234.5, "1.2 s")]
    [InlineData(245_000.0, "4 min")]
    public void A_span_is_written_in_the_unit_that_suits_it(double? value, string written) => Assert.Equal(written, Figures.Span(value));

    [Theory]
    [InlineData(26.2, "00:27")]
    [InlineData(4_325.0, "01:12:05")]
    [InlineData(90_000.0, "over a day")]
    public void What_is_left_is_a_clock(double? value, string written) => Assert.Equal(written, Figures.Left(value));

    [Fact]
    public async Task A_page_that_is_alive_writes_them_as_the_server_drew_them()
    {
        var page = await chromium.PageAsync(shop.Address, 390);
        await page.GotoAsync("/account/signin");
        var written = await page.EvaluateAsync<string[][]>(
            "async values => { const f = await import('/js/figures.js'); return JSON.parse(values).map(v => [f.number(v), f.span(v), f.left(v)]); }", JsonSerializer.Serialize(Values));
        Assert.Equal(Values.Select(v => new[] { Figures.Number(v), Figures.Span(v), Figures.Left(v) }), written);
        await page.Context.CloseAsync();
    }
}
