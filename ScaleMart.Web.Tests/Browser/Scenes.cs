using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Stock;
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
        scenes.All = [.. Plain(), .. await SalesAsync(shop), .. await OrdersAsync(shop, ann), .. await UsersAsync(shop, id)];
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
        new("admin-live", "/admin", Viewer.Admin),
        new("admin-sales", "/admin/sales", Viewer.Admin),
        new("admin-queue", "/admin/queue", Viewer.Admin),
        new("admin-dead-letters", "/admin/queue/dead", Viewer.Admin),
        new("admin-dead-none", "/admin/queue/dead?q=nothing", Viewer.Admin),
        new("admin-create", "/admin/sales/create", Viewer.Admin),
        new("admin-orders", "/admin/orders", Viewer.Admin),
        new("admin-orders-none", "/admin/orders?query=nobody", Viewer.Admin),
        new("admin-orders-unread", "/admin/orders?query=ann&status=sold&from=soon", Viewer.Admin, 400),
        new("admin-holds", "/admin/holds", Viewer.Admin),
        new("admin-sales-sorted", "/admin/sales?state=on&sort=sold", Viewer.Admin),
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
            new("admin-live-sale", $"/admin?sale={live}", Viewer.Admin),
            new("admin-edit", $"/admin/sales/{live}", Viewer.Admin),
            new("admin-stock", $"/admin/sales/{live}/stock", Viewer.Admin),
            new("admin-edit-planned", $"/admin/sales/{scheduled}", Viewer.Admin),
            new("admin-edit-ended", $"/admin/sales/{ended}", Viewer.Admin),
            new("admin-pause", $"/admin/sales/{live}/pause", Viewer.Admin),
            new("admin-close", $"/admin/sales/{live}/close", Viewer.Admin),
            new("admin-restock", $"/admin/sales/{sold}/restock", Viewer.Admin),
            new("admin-not-in-this-state", $"/admin/sales/{live}/resume", Viewer.Admin, 409),
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
            new("admin-order-held", $"/admin/orders/{held}", Viewer.Admin),
            new("admin-order-refunded", $"/admin/orders/{refunded}", Viewer.Admin),
            new("admin-order-cancel", $"/admin/orders/{held}/cancel", Viewer.Admin),
            new("admin-order-refund-late", $"/admin/orders/{refunded}/refund", Viewer.Admin, 409),
            new("admin-hold-release", $"/admin/holds/{held}/release", Viewer.Admin),
            .. await QueueAsync(shop, sale, held),
        ];
    }

    private static async Task<Scene[]> UsersAsync(ShopFixture shop, string ann)
    {
        var locked = Expect.Status(201, await shop.Anyone.PostAsync("/api/auth/register", new { email = $"locked-{Ids.New(10)}@example.test", password = Password, name = "Bartholomew Long-Name of Somewhere" })).Word("id");
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/users/{locked}/lock", new { reason = "resold what he bought" }));
        return
        [
            new("admin-users", "/admin/users", Viewer.Admin),
            new("admin-users-none", "/admin/users?query=nobody&role=viewer&locked=true", Viewer.Admin),
            new("admin-user", $"/admin/users/{ann}", Viewer.Admin),
            new("admin-user-locked", $"/admin/users/{locked}?done=lock", Viewer.Admin),
            new("admin-user-role", $"/admin/users/{ann}/role?to=viewer", Viewer.Admin),
            new("admin-user-lock", $"/admin/users/{ann}/lock", Viewer.Admin),
            new("admin-user-forbidden", "/admin/users", Viewer.Shopper, 403),
        ];
    }

    // A letter that the ledger would in truth have taken: where it is from makes no difference to how it looks.
    private static async Task<Scene[]> QueueAsync(ShopFixture shop, string sale, string order)
    {
        await shop.Services.GetRequiredService<RedisDoor>().Database.HashSetAsync(new SaleKeys(sale).Dead, order, "5\t1790000000000\tdocument failed validation");
        return
        [
            new("admin-dead-letter", $"/admin/queue/dead/{order}", Viewer.Admin),
            new("admin-dead-retry", $"/admin/queue/dead/{order}/retry", Viewer.Admin),
            new("admin-dead-discard", $"/admin/queue/dead/{order}/discard", Viewer.Admin),
            new("admin-dead-retry-all", $"/admin/queue/dead/retry?sale={sale}", Viewer.Admin),
        ];
    }
}
