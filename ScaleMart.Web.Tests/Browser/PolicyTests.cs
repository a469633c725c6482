using Microsoft.Playwright;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>
/// A browser keeps to the pages' policy, and what is drawn under it looks as it should. PageTests check that no page violates it.
/// </summary>
[Collection(nameof(DemoShop))]
public sealed class PolicyTests(DemoShop demo, Chromium chromium)
{
    [Theory]
    [InlineData("style-src-attr", "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")]
    [InlineData("script-src-elem", "document.body.append(Object.assign(document.createElement('script'), { text: '1' }))")]
    [InlineData("script-src-attr", "document.body.insertAdjacentHTML('beforeend', '<p onclick=\"1\">x</p>')")]
    [InlineData("connect-src", "fetch('http://127.0.0.1:9/').catch(() => 0)")]
    [InlineData("img-src", "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }))")]
    public async Task A_page_that_did_would_be_stopped_and_seen(string directive, string deed)
    {
        var page = await chromium.PageAsync(demo.Shop.Address, 1280);
        await Violations.ListenAsync(page);
        await page.GotoAsync("/");
        await page.EvaluateAsync(deed);
        await Wait.UntilAsync(() => Violations.OnAsync(page), seen => seen.Any(v => v.StartsWith(directive, StringComparison.Ordinal)), $"{directive} is violated");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_api_reference_is_drawn_without_a_forbidden_deed_and_without_another_host()
    {
        var page = await chromium.PageAsync(demo.Shop.Address, 1280);
        var wrongs = new List<string>();
        page.Console += (_, said) => { if (said.Type == "error") wrongs.Add(said.Text); };
        page.Request += (_, request) => { if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } there && there.Authority != demo.Shop.Address.Authority) wrongs.Add(request.Url); };
        await Violations.ListenAsync(page);
        await page.GotoAsync("/docs");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ScaleMart", Exact = true })).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.PictureAsync("docs", "");
        Assert.Equal("", string.Join('\n', wrongs.Concat(await Violations.OnAsync(page))));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, "251,231,224")]
    [InlineData(ColorScheme.Dark, "44,26,20")]
    public async Task A_drawing_keeps_the_colours_that_it_styles_itself(ColorScheme scheme, string ground)
    {
        var page = await chromium.PageAsync(demo.Shop.Address, 1280, scheme);
        await page.GotoAsync("/");
        var seen = await page.EvaluateAsync<string>(
            """
            async () => {
              const picture = Object.assign(new Image(), { src: '/images/products/halo-desk-lamp.svg' });
              document.body.append(picture);
              await picture.decode();
              const canvas = Object.assign(document.createElement('canvas'), { width: 50, height: 50 }).getContext('2d');
              canvas.drawImage(picture, 0, 0, 50, 50);
              return canvas.getImageData(2, 2, 1, 1).data.slice(0, 3).join(',');
            }
            """);
        Assert.Equal(ground, seen);
        await page.Context.CloseAsync();
    }
}
