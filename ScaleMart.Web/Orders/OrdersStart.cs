using ScaleMart.Web.Sales;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>
/// Before the first request: every sale is rebuilt, since an embedded Redis may have come back with half a script, and an
/// empty shop gets its demo sales where they are wanted.
/// </summary>
public sealed class OrdersStart(Rebuild rebuild, SaleDesk desk, SaleCatalogue catalogue, RedisDoor redis, IConfiguration configuration, IHostEnvironment environment) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var sale in await catalogue.ListAsync(cancellationToken)) await rebuild.AtStartAsync(sale.Id);
        if (!configuration.GetValue("Demo:Seed", environment.IsDevelopment()) || (await catalogue.ListAsync(cancellationToken)).Count > 0) return;
        foreach (var draft in DemoSales.At(await redis.TimeAsync())) await desk.CreateAsync(draft, "demo", cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
