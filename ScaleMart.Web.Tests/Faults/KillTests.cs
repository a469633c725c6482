using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>The shop under a rush and <c>kill -9</c>, again and again, on its embedded stores.</summary>
[Trait("stores", "own")]
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kills_of_a_shop_on_embedded_stores_lose_nothing_and_sell_nothing_twice()
    {
        using var data = new TemporaryFolder();
        // So often that kills land before, in and after one: a start must recover from checkpoint and log together.
        await using var shop = new ShopProcess(data.Path, new Dictionary<string, string> { ["Storage:CheckpointSeconds"] = "1" });
        await shop.StartAsync();
        await KillRound.RunAsync([shop], kills: Length.Of(8, 30), output);
    }
}
