using System.Diagnostics;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

/// <summary>Two shops over the same stores, each with a copy of the catalogue of its own.</summary>
[Trait("stores", "own")]
public sealed class SharedCatalogueTests(ITestOutputHelper output) : IAsyncLifetime
{
    private ShopStores _stores = null!;
    private ShopFixture _one = null!, _other = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        (_one, _other) = (ShopFixture.With(_stores.Settings), ShopFixture.With(_stores.Settings));
        await _one.InitializeAsync();
        await _other.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task What_the_catalogue_alone_keeps_is_told_within_a_second_of_an_edit_at_another_process()
    {
        var sale = await _one.SaleAsync();
        // Only here somebody listens, so this process speaks, out of its own copy.
        await using var there = await Listener.AtAsync(_other.Address);
        await there.WatchAsync(sale);
        await there.HearsAsync("saleChanged", _ => true, "the terms as they were made");
        var took = new List<double>();
        for (var n = 1; n <= 4; n++)
        {
            var words = $"Written anew, for the {n}. time.";
            var start = Stopwatch.GetTimestamp();
            Expect.Status(200, await _one.Admin.PutAsync($"/api/admin/sales/{sale}", new { product = new { description = words } }));
            await there.HearsAsync("saleChanged", m => m.GetProperty("sale").GetProperty("product").GetProperty("description").GetString() == words, words);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"Four edits were told after {string.Join(", ", took.Select(t => $"{t:0} ms"))}.");
        // Left to its own pace a copy is read every two seconds, and each edit here begins just after it was.
        Assert.InRange(took.Min(), 0, 1_500);
    }
}
