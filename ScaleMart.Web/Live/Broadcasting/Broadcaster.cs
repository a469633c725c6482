using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// Speaks for all processes, one at a time: reads the sales that are watched anywhere in one round to Redis, and tells their
/// watchers what moved, shard by shard as the budget allows. What a shard is told was read in that very moment, so news that
/// waits is never old news. A process without an audience leaves it to the others.
/// </summary>
internal sealed class Broadcaster(
    Leases leases, IOptions<LiveOptions> options, Pace pace, TermsPace terms, Budget budget, SaleCatalogue catalogue, Audience audience, CrowdBoard board, Shelf shelf, IHubContext<LiveHub> hub, LiveMeters meters, TimeProvider time, ILogger<Broadcaster> log)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100), Shortest = TimeSpan.FromMilliseconds(10), Queueing = TimeSpan.FromMilliseconds(400), Recovery = TimeSpan.FromSeconds(1);

    // A look at a sale costs Redis little; so many at a time are what may be spent on them.
    private const int Looks = 100;
    private readonly Lease _lease = leases.Of("live:broadcaster", TimeSpan.FromMilliseconds(options.Value.LeaseMilliseconds));
    private Crowd? _crowd;
    private long _countedAt;

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

        var shards = (await CountAsync()).Shards;
        terms.Keep(shards);
        var due = pace.Due(shards);
        var shown = (await shelf.ListAsync([.. due.Select(shard => shard.SaleId).Distinct().Take(Looks)], cancel)).ToDictionary(s => s.Sale.Id);
        foreach (var shard in due) if (shown.TryGetValue(shard.SaleId, out var sale)) Tell(shard, shards[shard], sale);
        // Where a crowd waits for its turn, the next turn comes as soon as it is paid for.
        return budget.Wait is var wait && wait > TimeSpan.Zero && wait < Tick ? (wait > Shortest ? wait : Shortest) : Tick;
    }

    private async Task<Crowd> CountAsync()
    {
        if (_crowd is { } counted && time.GetElapsedTime(_countedAt) < Tick) return counted;
        _countedAt = time.GetTimestamp();
        return _crowd = await board.ReadAsync();
    }

    private async Task<TimeSpan> ReleaseAsync()
    {
        await _lease.ReleaseAsync();
        return Tick;
    }

    private void Forget()
    {
        _crowd = null;
        pace.Forget();
        terms.Forget();
    }

    private void Tell(Shard shard, Listeners listeners, ShelfSale shown)
    {
        // What Redis did not say just now is not news.
        if (shown.Stock.IsStale || !_lease.IsHeld) return;
        var stock = pace.Takes(shard, listeners, shown.Stock);
        if (stock) Send(shard, "stockChanged", StockNews.Of(shown));
        if (budget.HasForTerms && terms.Takes(shard, shown))
        {
            budget.SpendOnTerms(listeners);
            Send(shard, "saleChanged", SaleNews.Of(shown));
        }

        if (terms.IsYoung(shard)) catalogue.Renew();
        if (pace.Takes(shard, listeners, stock)) Send(shard, "watchersChanged", new WatcherNews(shard.SaleId, listeners.OfSale));
    }

    // Not waited for: one browser that reads slowly must not keep the others from hearing. SignalR drops it after ten seconds.
    private void Send(Shard shard, string kind, object news)
    {
        meters.Sent(kind);
        _ = SendAsync();

        async Task SendAsync()
        {
            try
            {
                await hub.Clients.Group(LiveHub.GroupOf(shard)).SendAsync(kind, news);
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
