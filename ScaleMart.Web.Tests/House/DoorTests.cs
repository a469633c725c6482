using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Accounts;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Pages;
using Xunit;

namespace ScaleMart.Web.Tests.House;

/// <summary>Whatever the program maps under <c>/admin</c> and <c>/api/admin</c> is shut to those who do not run the shop.</summary>
public sealed class DoorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Every_door_of_the_back_office_is_shut_to_strangers_and_shoppers_and_viewers_change_nothing()
    {
        var doors = Door.AllOf(shop.Services.GetRequiredService<EndpointDataSource>());
        // The walk sees what is there.
        Assert.Contains(doors, d => d is { Method: "GET", Pattern: "/admin/sales" });
        Assert.Contains(doors, d => d is { Method: "POST", Pattern: "/api/admin/sales/{id}/pause" });
        Assert.Contains(doors, d => d is { Method: "GET", Pattern: "/api/admin/trail.csv" });
        var shopper = new Knocker("a shopper", ShopSettings.Mint.Mint("ann", Roles.Shopper), await CookieAsync(Roles.Shopper));
        var viewer = new Knocker("a viewer", ShopSettings.Mint.Mint("viewer", Roles.Viewer), await CookieAsync(Roles.Viewer));

        var faults = await Knocking.FaultsAsync(shop.Anyone.Http, doors, shopper, viewer);

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task The_walk_finds_a_door_without_a_lock_and_one_with_the_wrong_lock()
    {
        await using var host = await RoomHost.WithAsync(app =>
        {
            app.MapPost("/api/admin/open", () => "ok");
            app.MapGet("/api/admin/half-open", () => "ok").RequireAuthorization(Policies.Api);
            app.MapPost("/admin/open", () => "ok");
            app.MapMethods("/admin/shut", ["GET", "POST"], () => "ok").RequireAuthorization(Policies.PageAdmin);
            app.MapPost("/administer", () => "ok"); // No part of the back office.
        });
        Knocker Known(string name, string role) => new(name, host.Shop.GetRequiredService<AccessTokens>().Mint(new Account("u1", "u1@example.com", "Una", role, TimeProvider.System.GetUtcNow())), null);
        async Task<Knocker> In(string name, string role)
        {
            using var answer = await host.Http.PostAsync($"/in/{role}", null);
            return Known(name, role) with { Cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0] };
        }

        var faults = await Knocking.FaultsAsync(host.Http, Door.AllOf(host.Shop.GetRequiredService<EndpointDataSource>()), await In("a shopper", Roles.Shopper), await In("a viewer", Roles.Viewer));

        Assert.Equal(
        [
            "GET /api/admin/half-open: a shopper got 200",
            "POST /admin/open: a shopper got 200",
            "POST /admin/open: a stranger got 200",
            "POST /admin/open: a viewer got 200",
            "POST /api/admin/open: a shopper got 200",
            "POST /api/admin/open: a stranger got 200",
            "POST /api/admin/open: a viewer got 200",
        ], faults.Order(StringComparer.Ordinal));
    }

    /// <summary>The cookie of somebody whom the shop knows in that role.</summary>
    private async Task<string> CookieAsync(string role)
    {
        const string password = "correct horse battery";
        var account = new Account(Ids.New(), $"{role}-{Ids.New(10)}@example.test", "Una", role, TimeProvider.System.GetUtcNow());
        var hash = await shop.Services.GetRequiredService<Passwords>().HashAsync(password);
        Assert.True(await shop.Services.GetRequiredService<IUserBook>().AddAsync(new User(account, hash!)));
        using var visitor = new Visitor(shop);
        var seen = await visitor.PostAsync("/account/signin", "/account/signin", ("email", account.Email), ("password", password));
        return seen.Answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Single(c => c.StartsWith($"{AccountCookie.Scheme}=", StringComparison.Ordinal));
    }
}
