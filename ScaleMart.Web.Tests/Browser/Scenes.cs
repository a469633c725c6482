using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>Who looks at a page.</summary>
public enum Viewer
{
    Anyone,
    Shopper,
    Admin,
}

/// <summary>A page in one of its states, by a name for its picture.</summary>
public sealed record Scene(string Name, string Url, Viewer Viewer, int Status = 200);

/// <summary>Every page in every state that matters, made real: the sales and orders are there, and a shopper and an admin can sign in.</summary>
public sealed class Scenes
{
    private const string Password = "correct horse battery";
    private readonly string _email = $"ann-{Ids.New(10)}@example.test";

    private Scenes()
    {
    }

    public IReadOnlyList<Scene> All { get; private set; } = [];

    public static async Task<Scenes> MakeAsync(ShopFixture shop)
    {
        var scenes = new Scenes();
        var registered = Expect.Status(201, await shop.Anyone.PostAsync("/api/auth/register", new { email = scenes._email, password = Password, name = "Ann Chovy" }));
        var id = registered.Word("id");
        var ann = shop.Anyone.As(id, ShopSettings.Mint.Mint(id));
        scenes.All = [.. Plain(), .. await SalesAsync(shop), .. await OrdersAsync(shop, ann)];
        return scenes;
    }

    public async Task SignInAsync(IPage page, Viewer viewer)
    {
        if (viewer == Viewer.Anyone) return;
        await page.GotoAsync("/account/signin");
        await page.GetByLabel("E-mail").FillAsync(viewer == Viewer.Admin ? ShopSettings.AdminEmail : _email);
        await page.GetByLabel("Password").FillAsync(viewer == Viewer.Admin ? ShopSettings.AdminPassword : Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/signin"));
    }

    private static Scene[] Plain() =>
    [
        new("home", "/", Viewer.Anyone),
        new("register", "/account/register", Viewer.Anyone),
        new("sign-in", "/account/signin", Viewer.Anyone),
        new("not-found", "/nothing/here", Viewer.Anyone, 404),
        new("forbidden", "/admin/sales", Viewer.Shopper, 403),
        new("account", "/account", Viewer.Shopper),
        new("home-signed-in", "/", Viewer.Shopper),
        new("no-orders", "/orders", Viewer.Admin),
        new("admin-sales", "/admin/sales", Viewer.Admin),
        new("admin-create", "/admin/sales/create", Viewer.Admin),
        new("admin-trail", "/admin/trail", Viewer.Admin),
        new("admin-trail-empty", "/admin/trail?who=nobody-at-all", Viewer.Admin),
        new("admin-trail-faults", "/admin/trail?from=yesterday", Viewer.Admin, 400),
    ];

    private static async Task<Scene[]> SalesAsync(ShopFixture shop)
    {
        var live = await shop.SaleAsync(quantity: 40, limit: 2);
        await shop.Shopper().HoldAsync(live, 2);
        await shop.Shopper().ConfirmAsync(live);
        var held = await shop.SaleAsync(quantity: 1, limit: 1);
        await shop.Shopper().HoldAsync(held);
        var sold = await shop.SaleAsync(quantity: 1, limit: 1);
        await shop.Shopper().ConfirmAsync(sold);
        var paused = await shop.SaleAsync();
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{paused}/pause"));
        var scheduled = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(30)));
        var ended = await shop.EndedSaleAsync();

        async Task<string> Url(string id) => $"/sales/{(await shop.Anyone.SaleAsync(id)).Word("slug")}";
        return
        [
            new("sale-live", await Url(live), Viewer.Anyone),
            new("sale-all-held", await Url(held), Viewer.Anyone),
            new("sale-sold-out", await Url(sold), Viewer.Anyone),
            new("sale-paused", await Url(paused), Viewer.Anyone),
            new("sale-scheduled", await Url(scheduled), Viewer.Anyone),
            new("sale-ended", await Url(ended), Viewer.Anyone),
            new("buy", await Url(live) + "/buy", Viewer.Shopper),
            new("admin-edit", $"/admin/sales/{live}", Viewer.Admin),
        ];
    }

    private static async Task<Scene[]> OrdersAsync(ShopFixture shop, ShopClient ann)
    {
        var sale = await shop.SaleAsync(quantity: 40, limit: 20);
        var held = await ann.HoldAsync(sale);
        var confirmed = await ann.ConfirmAsync(sale, 2);
        var cancelled = await ann.HoldAsync(sale);
        Expect.Status(200, await ann.CancelAsync(cancelled));
        var refunded = await ann.ConfirmAsync(sale);
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/orders/{refunded}/refund", new { reason = "broken in transit" }));
        return
        [
            new("order-held", $"/orders/{held}", Viewer.Shopper),
            new("order-confirmed", $"/orders/{confirmed}", Viewer.Shopper),
            new("order-cancelled", $"/orders/{cancelled}", Viewer.Shopper),
            new("order-refunded", $"/orders/{refunded}", Viewer.Shopper),
            new("orders", "/orders", Viewer.Shopper),
        ];
    }
}
