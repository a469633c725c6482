using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Reservations;

/// <summary>Once a second, asks Redis whether what the raised flags say is still so; after a reconnect all of them come down.</summary>
public sealed class SoldOutProbe(RedisDoor redis, SoldOutFlags flags, TimeProvider time, ILogger<SoldOutProbe> log) : BackgroundService
{
    private static readonly Script Probe = Script.Load("Stock/Scripts/probe.lua");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        redis.Restored += flags.ClearAll;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (saleId, flag) in flags.Up) await ProbeAsync(saleId, flag);
        }
    }

    private async Task ProbeAsync(string saleId, SoldOutFlag flag)
    {
        try
        {
            var keys = new SaleKeys(saleId);
            var rows = (RedisResult[])(await redis.RunAsync(Probe, [keys.Sale, keys.Mine], [flag.BuyersVersion]))!;
            if (rows.Length == 0) flag.Clear();
            else flag.Probed((int)rows[0], (long)rows[1], (int)rows[2] == 1, (int)rows[3] == 1 ? rows.Skip(4).Select(u => (string)u!) : null);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.Unanswered(Probe.Name, saleId, fault.Message);
            flag.Clear(); // What cannot be checked is not said.
        }
    }
}
