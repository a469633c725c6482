using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

public sealed class ScriptTests(BackRooms rooms)
{
    [Fact]
    public void A_script_that_was_not_built_in_is_missed_at_once() =>
        Assert.Throws<FileNotFoundException>(() => Script.Load("Stock/Scripts/nonsense.lua"));

    [Fact]
    public void Openings_stand_before_the_scripts_own_text()
    {
        var script = Script.Load("Stock/Scripts/pay.lua", "Stock/Scripts/sale.lua", "Stock/Scripts/order.lua");
        Assert.True(script.Text.IndexOf("Opens every script", StringComparison.Ordinal) < script.Text.IndexOf("Opens every script that moves one order", StringComparison.Ordinal));
        Assert.True(script.Text.IndexOf("one order", StringComparison.Ordinal) < script.Text.IndexOf("Begins a payment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_was_not_declared_is_refused_in_the_tests()
    {
        // A key that is only named in the text, not in KEYS: what a cluster would refuse is refused here too.
        var probe = Script.Load("Stock/Scripts/probe.lua");
        var sale = await rooms.SaleAsync();
        var keys = new Web.Stock.SaleKeys(sale);
        await rooms.Get<RedisDoor>().RunAsync(probe, [keys.Sale, keys.Mine], [0]);

        var fault = await Assert.ThrowsAsync<RedisServerException>(() => rooms.Redis.ScriptEvaluateAsync(
            probe.Guarded.Replace("KEYS[2]", $"'{keys.Users}'", StringComparison.Ordinal), [keys.Sale, keys.Mine], [0]));
        Assert.Contains("undeclared key", fault.Message, StringComparison.Ordinal);
    }
}
