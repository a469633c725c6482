using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>The same as <see cref="KillTests"/> with two processes on stores that they share: one goes on selling while the other is dead.</summary>
[Trait("stores", "own")]
public sealed class SharedKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kills_of_either_of_two_processes_on_shared_stores_lose_nothing_and_sell_nothing_twice()
    {
        await using var stores = await ShopStores.ServersAsync();
        await using var one = new ShopProcess(stores);
        await using var other = new ShopProcess(stores);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        await KillRound.RunAsync([one, other], kills: 16, output);
    }
}
