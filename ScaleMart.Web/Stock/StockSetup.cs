using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Stock.Restore;

namespace ScaleMart.Web.Stock;

/// <summary>
/// Never sells more than there is: every change of a sale's stock is one Lua script, and an accepted order is recorded,
/// held and queued by the script that took its stock. It keeps every key of a sale in Redis, under one hash tag. What may
/// go wrong: Redis does not answer, and then nobody knows whether a script ran, and every act here can be safely repeated;
/// or a sale is torn, gone or back in time, and then it refuses until <see cref="IStockRescue"/> has rebuilt it.
/// </summary>
public static class StockSetup
{
    public static IServiceCollection AddStock(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<StockOptions>()
            .BindConfiguration("Orders", o => o.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations();
        services.AddSingleton<SequenceFence>();
        services.AddSingleton<SaleScript>();
        services.AddSingleton<SaleTallies>();
        services.AddSingleton<StockMeters>();
        services.AddSingleton<SaleFitness>();
        services.AddSingleton<Shelf>();
        services.AddSingleton<LastHold>();
        services.AddSingleton<OrderReader>();
        services.AddSingleton<StockAudit>();

        services.AddSingleton<SoldOutFlags>();
        services.AddSingleton<ReserveScript>();
        services.AddSingleton<ReservationDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<ReservationDesk>());
        services.AddHostedService<SoldOutProbe>();

        services.AddSingleton<OrderActs>();
        services.AddSingleton<TermsActs>();
        services.AddSingleton<Lapse>();
        services.AddSingleton<Unsettled>();
        services.AddSingleton<OrderQueue>();
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<DeadLetterBox>();
        services.AddSingleton<RecentOrders>();
        services.AddSingleton<HeldOrders>();
        services.AddSingleton<QueueLookup>();
        services.AddSingleton<TermsReader>();
        services.AddSingleton<SaleSurvey>();
        services.AddSingleton<SaleRestore>();
        return services;
    }
}
