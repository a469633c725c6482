using Coravel;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail.Keeping;

namespace ScaleMart.Web.Trail;

/// <summary>
/// Who did what to the shop, when, from where and why: an act is written down before it is done, and never changed. It keeps the trail, in
/// Redis until the document store has it. What may go wrong: the documents are away, and then entries wait in Redis; Redis is away, and then they
/// go to the documents; both are, and then no act is done; a process dies in the middle of an act, and then its entry has no end.
/// </summary>
public static class TrailSetup
{
    public static IServiceCollection AddTrail(this IServiceCollection services)
    {
        services.AddBook<ITrailBook, SqliteTrailBook, MongoTrailBook>(SqliteTrailBook.Schema, MongoTrailBook.Indexes);
        services.AddSingleton<TrailQueue>();
        services.AddSingleton<TrailDesk>();
        services.AddSingleton<TrailReader>();
        services.AddSingleton<TrailCarrier>();
        services.AddTransient<TrailWorker>();
        return services;
    }

    /// <summary>Coravel times the carrying, on a line of its own. The scheduler is the one that the orders' workers have.</summary>
    public static IServiceProvider ScheduleTrail(this IServiceProvider services)
    {
        services.UseScheduler(scheduler => scheduler.OnWorker("trail").Schedule<TrailWorker>().EverySecond().PreventOverlapping(nameof(TrailWorker)));
        return services;
    }
}
