using Coravel.Invocable;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Tending;

/// <summary>
/// Once a second, timed by Coravel: has sales rebuilt that cannot be sold as they stand, though nobody buys from them just now.
/// Every process looks; whoever begins a rebuild first does it alone.
/// </summary>
public sealed class RescueWorker(SaleFitness fitness, IStockRescue rescue, SaleCatalogue catalogue, ILogger<RescueWorker> log) : IInvocable
{
    public async Task Invoke()
    {
        try
        {
            foreach (var saleId in await fitness.UnfitAsync([.. (await catalogue.ListAsync()).Select(s => s.Id)]))
            {
                // A sale that was being made while they were all looked at is whole by now.
                if (await fitness.IsFitAsync(saleId)) continue;
                log.Unfit(saleId);
                await rescue.RescueAsync(saleId);
            }
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.RescueStopped(fault.Message);
        }
    }
}
