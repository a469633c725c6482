using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Crowds;

/// <summary>Home and a sale's page while many reload them: each visitor sees what is theirs, and all see what is so.</summary>
public sealed class CrowdTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const int Reloading = 6;

    [Fact]
    public async Task In_a_crowd_everybody_sees_their_own_name_and_share_and_nobody_elses()
    {
        var sale = await shop.SaleAsync(quantity: 10, limit: 2);
        var page = await PageAsync(sale);
        using Visitor ann = await NamedAsync("Annabel"), bob = await NamedAsync("Bobolink"), anyone = new(shop);
        var bought = await ann.PostAsync($"{page}/buy", $"{page}/buy", ("quantity", "1"));
        Assert.Equal(302, bought.Status);

        for (var round = 0; round < 5; round++)
        {
            foreach (var path in new[] { "/", page })
            {
                var (asAnn, asBob, asAnyone) = (SeeAsync(ann, path), SeeAsync(bob, path), SeeAsync(anyone, path));
                foreach (var seen in await asAnn)
                {
                    Assert.Contains(">Annabel</a>", seen.Html);
                    Assert.True(path == "/" || seen.Html.Contains(bought.Location!, StringComparison.Ordinal), "Ann does not see her order.");
                }

                foreach (var seen in await asBob)
                {
                    Assert.Contains(">Bobolink</a>", seen.Html);
                    Assert.DoesNotContain("/orders/", seen.Html);
                }

                foreach (var seen in await asAnyone)
                {
                    Assert.Contains(">Sign in</a>", seen.Html);
                    Assert.DoesNotContain("/orders/", seen.Html);
                }
            }
        }
    }

    [Fact]
    public async Task Before_a_sale_opens_who_has_signed_in_is_not_told_to_sign_in_nor_the_others_that_they_have()
    {
        var page = await PageAsync(await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1))));
        using Visitor ann = await NamedAsync("Annabel"), anyone = new(shop);
        for (var round = 0; round < 5; round++)
        {
            var (asAnn, asAnyone) = (SeeAsync(ann, page), SeeAsync(anyone, page));
            foreach (var seen in await asAnn) Assert.Contains("You are signed in and ready.", seen.Html);
            foreach (var seen in await asAnyone) Assert.Contains("Sign in before it opens", seen.Html);
        }
    }

    [Fact]
    public async Task What_was_changed_before_a_page_was_asked_for_is_on_it_however_many_reload()
    {
        var sale = await shop.SaleAsync();
        var page = await PageAsync(sale);
        using Visitor ann = await Visitor.RegisteredAsync(shop), anyone = new(shop);
        using var end = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, Reloading).Select(n => ReloadAsync(n % 3 == 0 ? ann : anyone, page, end.Token)).ToList();

        try
        {
            foreach (var (act, scene) in Enumerable.Repeat(new[] { ("pause", "paused"), ("resume", "live") }, 10).SelectMany(acts => acts))
            {
                Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/{act}"));
                foreach (var visitor in new[] { anyone, ann }) Assert.Contains($"data-scene=\"{scene}\"", (await visitor.GetAsync(page)).Html);
            }
        }
        finally
        {
            await end.CancelAsync();
        }

        await Task.WhenAll(crowd);
    }

    [Fact]
    public async Task Who_shares_an_error_or_a_way_on_gets_it_whole()
    {
        var sale = await shop.SaleAsync();
        using var anyone = new Visitor(shop);
        foreach (var seen in await SeeAsync(anyone, "/sales/no-such-sale"))
        {
            Assert.Equal(404, seen.Status);
            Assert.Contains("Not on our shelves", seen.Html);
        }

        var page = await PageAsync(sale);
        foreach (var seen in await SeeAsync(anyone, $"/sales/{sale}")) Assert.Equal((302, page), (seen.Status, seen.Location));
        foreach (var seen in await SeeAsync(anyone, page))
        {
            Assert.Equal(200, seen.Status);
            Assert.False(seen.Answer.Headers.Contains("Set-Cookie") || seen.Answer.Headers.CacheControl is not null);
            Assert.Contains("default-src 'none'", Assert.Single(seen.Answer.Headers.GetValues("Content-Security-Policy")));
        }
    }

    private async Task<string> PageAsync(string sale) => $"/sales/{(await shop.Anyone.SaleAsync(sale)).Word("slug")}";

    private async Task<Visitor> NamedAsync(string name)
    {
        var visitor = new Visitor(shop);
        var seen = await visitor.PostAsync("/account/register", "/account/register", ("name", name), ("email", $"{name}-{Guid.NewGuid():N}@example.test"), ("password", "correct horse battery"));
        Assert.Equal(302, seen.Status);
        return visitor;
    }

    private static Task<Seen[]> SeeAsync(Visitor visitor, string path) => Task.WhenAll(Enumerable.Range(0, Reloading).Select(_ => visitor.GetAsync(path)));

    private static async Task ReloadAsync(Visitor visitor, string path, CancellationToken end)
    {
        while (!end.IsCancellationRequested) Assert.Equal(200, (await visitor.GetAsync(path)).Status);
    }
}
