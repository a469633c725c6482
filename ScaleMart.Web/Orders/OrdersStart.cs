using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Orders;

/// <summary>
/// On embedded stores every sale is rebuilt before the first request, since an embedded Redis may have come back with half a
/// script; on others only what its scripts find wrong is. An empty shop gets its demo sales where they are wanted.
/// </summary>
public sealed class OrdersStart(
    Rebuild rebuild, SaleDesk desk, SaleCatalogue catalogue, RedisDoor redis, Stores stores, IConfiguration configuration, IHostEnvironment environment, TimeProvider time, ILogger<OrdersStart> log)
    : StartErrand(stores, time, log)
{
    protected override async Task RunAsync(CancellationToken cancel)
    {
        if (AreEmbedded)
        {
            foreach (var sale in await catalogue.ListAsync(cancel)) await rebuild.AtStartAsync(sale.Id);
        }

        if (!configuration.GetValue("Demo:Seed", environment.IsDevelopment()) || (await catalogue.ListAsync(cancel)).Count > 0) return;
        foreach (var draft in DemoSales.At(await redis.TimeAsync())) await desk.CreateAsync(draft, Actor.Shop, cancel);
    }
}
