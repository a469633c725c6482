using Coravel;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Orders.Tending;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>
/// Takes an order from its reservation to its record: payment, cancellation, lapse and refund, each written down before it is
/// acted on, and the drain that brings every version to the ledger, exactly once and at last. It keeps the ledger's orders
/// and terms and the sandbox's charges. What may go wrong: the ledger is away, and then orders wait in their queue; the
/// gateway is away, and then payments last; an order cannot be written, and then it is a dead letter with its reason.
/// </summary>
public static class OrdersSetup
{
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddBook<IOrderBook, SqliteOrderBook, MongoOrderBook>(SqliteOrderBook.Schema, MongoOrderBook.Indexes);
        services.AddBook<ITermsBook, SqliteTermsBook, MongoTermsBook>(SqliteTermsBook.Schema, MongoTermsBook.Indexes);
        services.AddPayment();
        services.AddSingleton<OrderMeters>();
        services.TryAddSingleton<IOrderAnnouncer, NobodyListens>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<Checkout>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<SaleDesk>();
        services.AddSingleton<DeadLetters>().AddSingleton<Letters.DeadLetterSearch>();
        services.AddSingleton<LostPayments>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<IStockRescue>(provider => provider.GetRequiredService<Rebuild>());
        services.AddHostedService<OrdersStart>();

        services.AddSingleton<LiveOrders>();
        services.AddSingleton<OrderSearch>();
        services.AddSingleton<QuestionDesk>();
        services.AddSingleton<OrderInspector>();
        services.AddSingleton<HoldInspector>();
        services.AddSingleton<StockHistory>();

        services.AddSingleton<DrainSignal>();
        services.AddSingleton<ClaimsInHand>();
        services.AddSingleton<DrainFigures>();
        services.AddSingleton<Latecomers>();
        services.AddSingleton<Drain>();
        services.AddTransient<DrainWorker>();
        services.AddTransient<LapseWorker>();
        services.AddTransient<SettlementWorker>();
        services.AddTransient<RescueWorker>();
        services.AddKeyedSingleton(LapseWorker.LeaseName, static (provider, _) => provider.GetRequiredService<Leases>().Of(LapseWorker.LeaseName, LapseWorker.LeaseLife));
        services.AddScheduler();
        return services;
    }

    /// <summary>Coravel times the workers; each has a line of its own, so that a long drain or a slow gateway keeps no hold from lapsing.</summary>
    public static IServiceProvider ScheduleOrders(this IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<DrainWorker>>();
        services.UseScheduler(scheduler =>
        {
            scheduler.OnWorker("drain").Schedule<DrainWorker>().EverySecond().PreventOverlapping(nameof(DrainWorker));
            scheduler.OnWorker("lapse").Schedule<LapseWorker>().EverySecond().PreventOverlapping(nameof(LapseWorker));
            scheduler.OnWorker("settlement").Schedule<SettlementWorker>().EverySecond().PreventOverlapping(nameof(SettlementWorker));
            scheduler.OnWorker("rescue").Schedule<RescueWorker>().EverySecond().PreventOverlapping(nameof(RescueWorker));
        }).OnError(log.WorkerFailed);
        return services;
    }
}
