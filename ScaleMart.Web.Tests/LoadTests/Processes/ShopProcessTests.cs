using ScaleMart.LoadTests.Processes;
using ScaleMart.LoadTests.Shop;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Processes;

/// <summary>A shop that the load program starts, and what is left of it.</summary>
public sealed class ShopProcessTests
{
    [Fact]
    public async Task A_shop_started_on_a_Redis_of_its_own_sells_has_figures_and_leaves_nothing_behind()
    {
        string[] folders;
        Child[] running;
        await using (var redis = await RedisProcess.StartedAsync("everysec"))
        await using (var shop = await ShopProcess.StartedAsync(new Dictionary<string, string>(ShopProcess.RoomForACrowd) { ["ConnectionStrings:Redis"] = redis.Address }))
        {
            folders = [redis.Folder, shop.DataDirectory];
            running = [redis.Running, shop.Running];
            var sale = await SaleMaker.MakeAsync(shop.Admin, 5, 1);
            var bought = await shop.Anyone.As("ann", shop.Mint.Mint("ann")).BuyAsync(sale, key: "k");

            Assert.Equal(202, bought.Status);
            Assert.All(folders, folder => Assert.NotEmpty(Directory.EnumerateFileSystemEntries(folder)));
            Assert.True(shop.Cpu > TimeSpan.Zero);
            Assert.True(shop.ResidentBytes > 10_000_000);
            Assert.True(Directory.Exists($"/proc/{shop.Running.Id}"));
        }

        Assert.All(folders, folder => Assert.False(Directory.Exists(folder), folder));
        Assert.All(running, child => Assert.False(child.IsRunning));
    }

    [Fact]
    public async Task A_shop_that_cannot_start_says_why()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => ShopProcess.StartedAsync(new Dictionary<string, string> { ["Orders:Burst"] = "0" }));

        Assert.Contains("Burst", fault.Message, StringComparison.Ordinal);
    }
}
