using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class StockNewsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Watching_answers_with_the_sale_as_the_api_shows_it()
    {
        var sale = await shop.SaleAsync();
        await using var listener = await Listener.AtAsync(shop.Address);
        var watched = await listener.WatchAsync(sale);
        var asked = (await shop.Anyone.SaleAsync(sale)).Body;
        Assert.Equal(Plain(asked), Plain(watched));
        Assert.Equal("live", watched.GetProperty("state").GetString());
        Assert.EndsWith("Z", watched.GetProperty("serverTime").GetString());
    }

    [Theory]
    [InlineData("no-such-sale")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_sale_that_is_nowhere_is_refused_in_plain_words(string? sale)
    {
        await using var listener = await Listener.AtAsync(shop.Address);
        var refused = await Assert.ThrowsAsync<HubException>(() => listener.WatchAsync(sale!));
        Assert.EndsWith("There is no such sale.", refused.Message);
    }

    [Fact]
    public async Task What_moves_is_told_with_exactly_the_contracts_members()
    {
        var sale = await shop.SaleAsync();
        await using var listener = await Listener.AtAsync(shop.Address);
        await listener.WatchAsync(sale);
        await shop.Shopper().HoldAsync(sale, 2);
        var told = await listener.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == 2, "two are held");
        Expect.Members(told, "saleId", "available", "held", "sold", "state", "version", "at");
        Assert.Equal((sale, 8, 0, "live"), (told.GetProperty("saleId").GetString(), told.GetProperty("available").GetInt32(), told.GetProperty("sold").GetInt32(), told.GetProperty("state").GetString()));
        Expect.Moment(told.GetProperty("at"));
    }

    [Fact]
    public async Task A_rush_is_told_in_few_messages_of_which_the_last_has_the_final_numbers()
    {
        var sale = await shop.SaleAsync(quantity: 150, limit: 1);
        await using var listener = await Listener.AtAsync(shop.Address);
        await listener.WatchAsync(sale);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) => await shop.Shopper($"s{n}").BuyAsync(sale));

        await listener.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == 150, "all are held");
        var told = listener.Heard("stockChanged");
        Assert.Equal("soldOut", told[^1].GetProperty("state").GetString());
        Assert.Equal(150, told[^1].GetProperty("held").GetInt32());
        Assert.InRange(told.Count, 1, 100);
        var steps = told.Zip(told.Skip(1)).ToList();
        Assert.All(steps, s => Assert.True(Version(s.First) <= Version(s.Second), "A version went back."));
        // At most five a second: each was read at least 200 ms after the one before, by Redis's clock, in whole milliseconds.
        Assert.All(steps, s => Assert.InRange((At(s.Second) - At(s.First)).TotalMilliseconds, 195, double.MaxValue));
    }

    [Fact]
    public async Task A_sale_that_opens_by_time_alone_is_told_though_its_version_stays()
    {
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromSeconds(3)));
        await using var listener = await Listener.AtAsync(shop.Address);
        await listener.WatchAsync(sale);
        var before = await listener.HearsAsync("stockChanged", n => n.GetProperty("state").GetString() == "scheduled", "it is to come");
        var after = await listener.HearsAsync("stockChanged", n => n.GetProperty("state").GetString() == "live", "it is open");
        Assert.Equal(Version(before), Version(after));
    }

    [Fact]
    public async Task Who_watches_no_longer_hears_nothing_more()
    {
        var (left, kept) = (await shop.SaleAsync(), await shop.SaleAsync());
        await using var listener = await Listener.AtAsync(shop.Address);
        await using var other = await Listener.AtAsync(shop.Address);
        await listener.WatchAsync(left);
        await listener.WatchAsync(kept);
        await other.WatchAsync(left);
        await shop.Shopper().HoldAsync(left);
        await listener.HearsAsync("stockChanged", n => Is(n, left, held: 1), "the first is held");

        await listener.CallAsync("UnwatchSale", left);
        await shop.Shopper().HoldAsync(left);
        await other.HearsAsync("stockChanged", n => Is(n, left, held: 2), "the other hears of the second");
        await shop.Shopper().HoldAsync(kept);
        await listener.HearsAsync("stockChanged", n => Is(n, kept, held: 1), "what it still watches");
        Assert.DoesNotContain(listener.Heard("stockChanged"), n => Is(n, left, held: 2));
    }

    [Fact]
    public async Task How_many_watch_is_told_when_it_changes()
    {
        var sale = await shop.SaleAsync();
        await using var first = await Listener.AtAsync(shop.Address);
        await first.WatchAsync(sale);
        await first.HearsAsync("watchersChanged", n => n.GetProperty("watchers").GetInt32() == 1, "one watches");
        await using (var second = await Listener.AtAsync(shop.Address))
        {
            await second.WatchAsync(sale);
            var told = await first.HearsAsync("watchersChanged", n => n.GetProperty("watchers").GetInt32() == 2, "two watch");
            Expect.Members(told, "saleId", "watchers");
        }

        await Wait.UntilAsync(() => Task.FromResult(first.Heard("watchersChanged")), heard => heard[^1].GetProperty("watchers").GetInt32() == 1, "one watches again");
    }

    private static bool Is(JsonElement news, string sale, int held) => news.GetProperty("saleId").GetString() == sale && news.GetProperty("held").GetInt32() == held;

    private static long Version(JsonElement news) => news.GetProperty("version").GetInt64();

    private static DateTimeOffset At(JsonElement news) => news.GetProperty("at").GetDateTimeOffset();

    // Everything but the time of the look.
    private static string Plain(JsonElement sale) => string.Join('\n', sale.EnumerateObject().Where(m => m.Name != "serverTime").Select(m => $"{m.Name}: {m.Value.GetRawText()}"));
}
