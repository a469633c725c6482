using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>The shop under a rush and <c>kill -9</c>, thirty times over, on its embedded stores and on those that processes share.</summary>
[Trait("stores", "own")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 30;

    [Fact]
    public async Task Thirty_kills_of_a_shop_on_embedded_stores_lose_nothing_and_sell_nothing_twice()
    {
        using var data = new TemporaryFolder();
        await using var shop = new ShopProcess(data.Path);
        await shop.StartAsync();
        await KillRound.RunAsync([shop], Kills, output);
    }

    [Fact]
    public async Task Thirty_kills_of_either_of_two_processes_on_shared_stores_lose_nothing_and_sell_nothing_twice()
    {
        await using var stores = await ShopStores.ServersAsync();
        await using var one = new ShopProcess(stores);
        await using var other = new ShopProcess(stores);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        await KillRound.RunAsync([one, other], Kills, output);
    }
}
