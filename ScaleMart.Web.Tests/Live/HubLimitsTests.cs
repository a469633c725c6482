using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class HubLimitsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_connection_ends_with_the_token_that_opened_it()
    {
        var ann = shop.Shopper();
        await using var lasting = await Listener.AtAsync(shop.Address, ShopSettings.Mint.Mint(ann.Id));
        await using var listener = await Listener.AtAsync(shop.Address, ShopSettings.Mint.Mint(ann.Id, life: TimeSpan.FromSeconds(3)));
        await listener.Closed.WaitAsync(Guard);
        Assert.False(lasting.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_connection_ends_with_the_cookie_that_opened_it()
    {
        await using var lasting = await Listener.AtAsync(shop.Address, headers: Cookie(TimeSpan.FromHours(1)));
        await using var listener = await Listener.AtAsync(shop.Address, headers: Cookie(TimeSpan.FromSeconds(3)));
        await listener.Closed.WaitAsync(Guard);
        Assert.False(lasting.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_cookie_opens_the_ears_to_its_owners_orders()
    {
        var ann = shop.Shopper();
        await using var listener = await Listener.AtAsync(shop.Address, headers: Cookie(TimeSpan.FromHours(1), ann.Id));
        await ann.HoldAsync(await shop.SaleAsync());
        await listener.HearsAsync("orderChanged", n => n.GetProperty("status").GetString() == "held", "it is held");
    }

    [Fact]
    public async Task One_connection_may_watch_so_many_sales_and_no_more()
    {
        await using var small = ShopFixture.With(new Dictionary<string, string> { ["Live:SalesPerConnection"] = "2" });
        await small.InitializeAsync();
        var sales = new[] { await small.SaleAsync(), await small.SaleAsync(), await small.SaleAsync() };
        await using var listener = await Listener.AtAsync(small.Address);
        await listener.WatchAsync(sales[0]);
        await listener.WatchAsync(sales[1]);
        await listener.WatchAsync(sales[1]);
        var refused = await Assert.ThrowsAsync<HubException>(() => listener.WatchAsync(sales[2]));
        Assert.Contains("Unwatch one first", refused.Message);
        await listener.CallAsync("UnwatchSale", sales[0]);
        await listener.WatchAsync(sales[2]);
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_connection()
    {
        await using var listener = await Listener.AtAsync(shop.Address);
        await Assert.ThrowsAsync<HubException>(() => listener.WatchAsync(new string('x', 3_000)));
        await Assert.ThrowsAnyAsync<Exception>(() => listener.WatchAsync(new string('x', 30_000)));
        await listener.Closed.WaitAsync(Guard);
    }

    [Fact]
    public async Task An_open_connection_does_not_hold_up_the_end_of_the_process()
    {
        var other = ShopFixture.With(new Dictionary<string, string>());
        await other.InitializeAsync();
        await using var listener = await Listener.AtAsync(other.Address);
        await listener.WatchAsync(await other.SaleAsync());
        // The host would wait thirty seconds for a connection that does not end.
        await other.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        await listener.Closed.WaitAsync(Guard);
    }

    private Dictionary<string, string> Cookie(TimeSpan life, string? user = null)
    {
        var options = shop.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(AccountCookie.Scheme);
        var now = TimeProvider.System.GetUtcNow();
        var who = new ClaimsPrincipal(new ClaimsIdentity([new("sub", user ?? $"ann-{Ids.New(8)}"), new("name", "Ann"), new("role", Roles.Shopper)], AccountCookie.Scheme, "name", "role"));
        var ticket = new AuthenticationTicket(who, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + life }, AccountCookie.Scheme);
        return new() { ["Cookie"] = $"{AccountCookie.Scheme}={options.TicketDataFormat.Protect(ticket)}" };
    }
}
