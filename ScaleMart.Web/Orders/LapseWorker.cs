using Coravel.Invocable;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders;

/// <summary>Once a second, timed by Coravel: gives back what was held too long, and settles payments that nobody brought to an end.</summary>
public sealed class LapseWorker(Lapse lapse, Settlement settlement, OrderReader reader, SaleCatalogue catalogue, DrainSignal drain, IOrderAnnouncer announcer, ILogger<LapseWorker> log) : IInvocable
{
    public async Task Invoke()
    {
        try
        {
            foreach (var saleId in await lapse.DueAsync([.. (await catalogue.ListAsync()).Select(s => s.Id)])) await RunAsync(saleId);
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

    private async Task RunAsync(string saleId)
    {
        var expired = await lapse.RunAsync(saleId);
        if (expired.Count > 0) drain.Wake(saleId);
        if (announcer.IsHeard) await TellAsync(expired);
        foreach (var orderId in await lapse.UnsettledAsync(saleId, Settlement.LookAfter))
        {
            try
            {
                if (await reader.FindAsync(orderId) is { } order) await settlement.SettleAsync(order);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A gateway may fail in ways of its own; the order stays as it is, and is looked at again.
                log.NotSettled(orderId, fault);
            }
        }
    }
}
