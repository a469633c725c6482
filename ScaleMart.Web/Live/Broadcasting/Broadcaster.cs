using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// Speaks for all processes, one at a time: reads every sale that is watched anywhere in one round to Redis, and tells their
/// watchers what moved. A process without an audience leaves it to the others.
/// </summary>
internal sealed class Broadcaster(
    Leases leases, IOptions<LiveOptions> options, Pace pace, TermsPace terms, SaleCatalogue catalogue, Audience audience, CrowdBoard board, Shelf shelf, IHubContext<LiveHub> hub, LiveMeters meters, TimeProvider time, ILogger<Broadcaster> log)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100), Queueing = TimeSpan.FromMilliseconds(400), Recovery = TimeSpan.FromSeconds(1);

    // A look at a sale costs Redis little; a thousand looks a second in all is what may be spent on them.
    private static readonly TimeSpan PerSale = TimeSpan.FromMilliseconds(1);
    private readonly Lease _lease = leases.Of("live:broadcaster", TimeSpan.FromMilliseconds(options.Value.LeaseMilliseconds));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true) await Task.Delay(await TryAsync(() => StepAsync(stoppingToken)), time, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops: another may speak at once.
            await TryAsync(ReleaseAsync);
        }
    }

    // Answers how long to wait for the next.
    private async Task<TimeSpan> StepAsync(CancellationToken cancel)
    {
        if (audience.Connections == 0)
        {
            Forget();
            return await ReleaseAsync();
        }

        if (!await _lease.HoldAsync())
        {
            Forget();
            return Queueing;
        }

        var crowd = await board.ReadAsync();
        var watched = crowd.Watched.Where(w => w.Key != Audience.Dashboard).ToDictionary();
        terms.Keep(watched);
        foreach (var sale in await shelf.ListAsync(pace.Due(watched), cancel)) Tell(sale, crowd.Watching(sale.Sale.Id));
        var looks = PerSale * watched.Count;
        return looks > Tick ? looks : Tick;
    }

    private async Task<TimeSpan> ReleaseAsync()
    {
        await _lease.ReleaseAsync();
        return Tick;
    }

    private void Forget()
    {
        pace.Forget();
        terms.Forget();
    }

    private void Tell(ShelfSale shown, int watchers)
    {
        // What Redis did not say just now is not news.
        if (shown.Stock.IsStale || !_lease.IsHeld) return;
        var id = shown.Sale.Id;
        if (pace.Takes(id, shown.Stock)) Send(id, "stockChanged", StockNews.Of(shown));
        if (terms.Takes(shown)) Send(id, "saleChanged", SaleNews.Of(shown));
        if (terms.IsYoung(id)) catalogue.Renew();
        if (pace.Takes(id, watchers)) Send(id, "watchersChanged", new WatcherNews(id, watchers));
    }

    // Not waited for: one browser that reads slowly must not keep the others from hearing. SignalR drops it after ten seconds.
    private void Send(string subject, string kind, object news)
    {
        meters.Sent(kind);
        _ = SendAsync();

        async Task SendAsync()
        {
            try
            {
                await hub.Clients.Group(LiveHub.GroupOf(subject)).SendAsync(kind, news);
            }
            catch (Exception fault) // Whatever a transport throws: it was a hint, and the next one comes soon.
            {
                log.NotSent(kind, fault.Message);
            }
        }
    }

    private async Task<TimeSpan> TryAsync(Func<Task<TimeSpan>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.NotBroadcast(fault.Message);
            return Recovery;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.Failed(nameof(Broadcaster), fault); // A defect in what is only a hint must not stop a shop that sells.
            return Recovery;
        }
    }
}
