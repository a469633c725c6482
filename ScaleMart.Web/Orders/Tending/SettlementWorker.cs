using Coravel.Invocable;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Tending;

/// <summary>
/// Once a second, timed by Coravel, in every process: settles payments and refunds that nobody brought to an end. Each order is
/// given to one process at a time; a gateway that is slow keeps no hold from lapsing.
/// </summary>
public sealed class SettlementWorker(Unsettled unsettled, Settlement settlement, OrderReader reader, SaleCatalogue catalogue, ILogger<SettlementWorker> log) : IInvocable
{
    public async Task Invoke()
    {
        try
        {
            foreach (var saleId in await unsettled.DueAsync([.. (await catalogue.ListAsync()).Select(s => s.Id)]))
            {
                // At once: a gateway that is silent about one is not waited for before the next is asked about.
                await Task.WhenAll((await unsettled.TakeAsync(saleId, Settlement.LookAfter)).Select(SettleAsync));
            }
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.SettlementStopped(fault.Message);
        }
    }

    private async Task SettleAsync(string orderId)
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
