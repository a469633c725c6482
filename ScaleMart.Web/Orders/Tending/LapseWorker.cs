using Coravel.Invocable;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Tending;

/// <summary>Once a second, timed by Coravel, in one process at a time: gives back what was held too long.</summary>
public sealed class LapseWorker(
    [FromKeyedServices(LapseWorker.LeaseName)] Lease lease, Lapse lapse, OrderReader reader, SaleCatalogue catalogue, DrainSignal drain, IOrderAnnouncer announcer, ILogger<LapseWorker> log)
    : IInvocable
{
    /// <summary>Of one who died, another takes over when it is over.</summary>
    public const string LeaseName = "orders:lapse";

    public static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(3);

    public async Task Invoke()
    {
        try
        {
            if (!await lease.HoldAsync()) return;
            foreach (var saleId in await lapse.DueAsync([.. (await catalogue.ListAsync()).Select(s => s.Id)]))
            {
                if (!await lease.HoldAsync()) return;
                var expired = await lapse.RunAsync(saleId);
                if (expired.Count > 0) drain.Wake(saleId);
                if (announcer.IsHeard) await TellAsync(expired);
            }
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.LapseStopped(fault.Message);
        }
    }

    private async Task TellAsync(IReadOnlyList<string> expired)
    {
        foreach (var order in await Task.WhenAll(expired.Select(reader.FindAsync))) if (order is not null) announcer.Announce(order);
    }
}
