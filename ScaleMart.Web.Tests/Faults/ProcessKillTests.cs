using System.Globalization;
using ScaleMart.Web.Tests.Faults.History;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>Of several web processes on shared stores one after the other dies of <c>kill -9</c> and is started again, under a load that buys, pays and cancels at all of them.</summary>
[Collection(SharedShops.Name)]
[Trait("stores", "own")]
public sealed class ProcessKillTests(SharedShops shops, ITestOutputHelper output)
{
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(800);

    [Fact]
    public async Task Kills_of_one_process_after_the_other_under_load_lose_nothing_and_sell_nothing_twice()
    {
        var lot = await shops.LotAsync(Length.Of(600, 6_000), 2);
        using var load = shops.LoadOn(lot);

        await Trial.RunAsync(load, shops.Stocktaking, () => KillAsync(Length.Of(3, 30)), output);

        Assert.Contains(load.History, o => o.Outcome == Outcome.Unknown);
    }

    private async Task<int> KillAsync(int kills)
    {
        var slowest = TimeSpan.Zero;
        for (var kill = 0; kill < kills; kill++)
        {
            var victim = shops.Processes[kill % shops.Processes.Count];
            await Task.Delay(Calm);
            victim.Kill();
            var dead = TimeProvider.System.GetTimestamp();
            await victim.RestartAsync();
            var took = TimeProvider.System.GetElapsedTime(dead);
            if (took > slowest) slowest = took;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"every killed process was ready again within {slowest.TotalSeconds:0.0} s"));
        return kills;
    }
}
