using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.House;

/// <summary>Whatever changes something under <c>/api/admin</c> leaves an entry in the audit trail: every such endpoint that the program maps is called.</summary>
public sealed partial class TraceTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private sealed record Call(string Id, object? Body = null, string Query = "", string Outcome = "done");

    [Fact]
    public async Task Every_change_by_the_api_leaves_its_entry()
    {
        var doors = Door.AllOf(shop.Services.GetRequiredService<EndpointDataSource>()).Where(d => d.IsApi && !d.IsLook).ToList();
        Assert.Contains(doors, d => d.Pattern == "/api/admin/orders/{id}/refund");
        await Task.WhenAll(doors.Select(CallAsync));
    }

    private async Task CallAsync(Door door)
    {
        var call = await PlausibleAsync(door);
        var who = $"walker-{Ids.New()}";
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.At(call.Id) + call.Query);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ShopSettings.Mint.Mint(who, "admin")}");
        if (call.Body is not null) request.Content = JsonContent.Create(call.Body);
        using var response = await shop.Anyone.Http.SendAsync(request);
        var answer = await Answer.ReadAsync(response);

        var trail = Expect.Status(200, await shop.Viewer.GetAsync($"/api/admin/trail?who={who}"));
        var entries = trail.Body.GetProperty("entries").EnumerateArray().ToList();
        Assert.True(entries.Count == 1, $"{door} answered {answer} and left {entries.Count} entries.");
        Assert.True(entries[0].GetProperty("outcome").GetString() == call.Outcome, $"{door} answered {answer} and left {entries[0]}.");
        Assert.Matches(Pair(), entries[0].GetProperty("act").GetString());
        Assert.Equal("127.0.0.1", entries[0].GetProperty("from").GetString());
    }

    /// <summary>A request that this door takes. A new door is given one here, and so is seen to leave an entry.</summary>
    private async Task<Call> PlausibleAsync(Door door) => door.ToString() switch
    {
        "POST /api/admin/sales" => new("", new SaleTerms()),
        "PUT /api/admin/sales/{id}" => new(await shop.SaleAsync(), new { perCustomerLimit = 3 }),
        "POST /api/admin/sales/{id}/open" => new(await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1)))),
        "POST /api/admin/sales/{id}/pause" or "POST /api/admin/sales/{id}/close" or "POST /api/admin/sales/{id}/rebuild" => new(await shop.SaleAsync()),
        "POST /api/admin/sales/{id}/resume" => new(await PausedAsync()),
        "POST /api/admin/sales/{id}/restock" => new(await shop.SaleAsync(), new { quantity = 5, reason = "more came" }),
        "POST /api/admin/orders/{id}/cancel" => new(await shop.Shopper().HoldAsync(await shop.SaleAsync()), new { reason = "by mistake" }),
        "POST /api/admin/orders/{id}/refund" => new(await shop.Shopper().ConfirmAsync(await shop.SaleAsync()), new { reason = "broken" }),
        "POST /api/admin/dead-letters/{id}/retry" => new("no-such-letter", Outcome: "notFound"),
        "DELETE /api/admin/dead-letters/{id}" => new("no-such-letter", Query: "?reason=none", Outcome: "notFound"),
        "POST /api/admin/users/{id}/role" => new(await UserAsync(), new { role = "viewer", reason = "helps out" }),
        "POST /api/admin/users/{id}/lock" => new(await UserAsync(), new { reason = "spam" }),
        "POST /api/admin/users/{id}/unlock" => new(await LockedAsync(), new { reason = "no spam" }),
        var unknown => throw new Xunit.Sdk.XunitException($"{unknown} is new: give it a request in {nameof(TraceTests)}, so that it is seen to leave an entry in the audit trail."),
    };

    private async Task<string> PausedAsync()
    {
        var sale = await shop.SaleAsync();
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/pause"));
        return sale;
    }

    private async Task<string> UserAsync() => Expect.Status(201, await shop.Anyone.PostAsync(
        "/api/auth/register", new { email = $"una-{Ids.New(10)}@example.test", password = "correct horse battery", name = "Una" })).Word("id");

    private async Task<string> LockedAsync()
    {
        var user = await UserAsync();
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/users/{user}/lock", new { reason = "spam" }));
        return user;
    }

    [GeneratedRegex("^[a-z_]+\\.[a-z_]+$")]
    private static partial Regex Pair();
}
