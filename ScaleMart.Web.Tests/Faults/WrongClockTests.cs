using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>Row 12: the web server's clock is an hour wrong. Redis's clock opens, lapses and closes; the server's is asked for nothing that a shopper sees.</summary>
[Trait("stores", "own")]
public sealed class WrongClockTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(+60)]
    [InlineData(-60)]
    public async Task Windows_and_lapses_are_those_of_Redis_though_the_server_is_an_hour_off(int minutes)
    {
        await using var stores = await ShopStores.FaultyAsync();
        await using var shop = ShopFixture.With(stores.Settings, new WrongClock(TimeSpan.FromMinutes(minutes)));
        await shop.InitializeAsync();
        var ann = shop.Shopper();
        var lapsing = await shop.SaleAsync(quantity: 3, limit: 3, holdSeconds: 10);
        var now = TimeProvider.System.GetUtcNow();
        var later = await shop.SaleAsync(new SaleTerms { OpensAt = now.AddMinutes(30), ClosesAt = now.AddDays(1) });
        var until = await shop.SaleAsync(new SaleTerms { OpensAt = now.AddMinutes(-30), ClosesAt = now.AddMinutes(30) });

        // A hold of ten seconds, that an hour either way would have ended or made endless; windows that an hour either way would miss.
        var held = Expect.Status(202, await ann.BuyAsync(lapsing));
        Assert.True((Expect.Moment(held.Body.GetProperty("acceptedAt")) - now).Duration() < TimeSpan.FromMinutes(5), $"Accepted by a wrong clock: {held}");
        Expect.Refusal(409, "not_open", await ann.BuyAsync(later));
        Assert.Equal("scheduled", (await shop.Anyone.SaleAsync(later)).Word("state"));
        await ann.ConfirmAsync(until);
        Assert.Equal("live", (await shop.Anyone.SaleAsync(until)).Word("state"));

        now = TimeProvider.System.GetUtcNow();
        var opening = await shop.SaleAsync(new SaleTerms { OpensAt = now + Soon, ClosesAt = now.AddDays(1) });
        var closing = await shop.SaleAsync(new SaleTerms { ClosesAt = now + Soon });
        var opened = await Wait.UntilAsync(() => shop.Shopper().BuyAsync(opening), a => a.Status == 202, "the sale opens");
        Assert.True(Expect.Moment(opened.Body.GetProperty("acceptedAt")) >= RoundedDown(now + Soon), $"Opened too early: {opened}");
        await Wait.UntilAsync(() => shop.Shopper().BuyAsync(closing), a => a.Code == "closed", "the sale closes");
        Assert.True(TimeProvider.System.GetUtcNow() >= now + Soon, "Closed too early.");
        Assert.Equal("ended", (await shop.Anyone.SaleAsync(closing)).Word("state"));

        var expired = await ann.SeeAsync(held.Word("id"), "expired");
        var ended = expired.Body.GetProperty("timeline").EnumerateArray().Single(e => e.GetProperty("event").GetString() == "expired").GetProperty("at");
        Assert.True(Expect.Moment(ended) >= Expect.Moment(held.Body.GetProperty("holdExpiresAt")), $"Lapsed too early: {expired}");
        foreach (var sale in new[] { lapsing, until, opening }) await shop.Admin.BalancedAsync(sale);
        await Wait.UntilAsync(() => ann.OrderAsync(held.Word("id")), o => o.Truth("recorded"), "the drain works by that clock too");
    }

    // Redis keeps milliseconds.
    private static DateTimeOffset RoundedDown(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
