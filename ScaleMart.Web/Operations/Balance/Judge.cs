using System.Collections.Concurrent;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Balance;

/// <summary>
/// Judges every sale that is on, or ended within the hour. One that has moved since it was last held against the ledger is audited, one
/// sale at a time. The judge rests four times as long as it works, again and again within an audit, and then four times as long as all that took:
/// judging takes at most a twenty-fifth of a core, never much of it at once, and far less while a sale moves all the time, which no audit could settle.
/// </summary>
internal sealed class Judge(Auditor auditor, SaleFitness fitness, VerdictBoard board, RedisDoor redis, TimeProvider time, ILogger<Judge> log)
{
    private const int Rests = 4;

    // One that Redis says has not moved may still have been changed in the ledger, behind Redis's back.
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Stale = TimeSpan.FromMinutes(5), BetweenAudits = TimeSpan.FromSeconds(2), WhileMoving = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, SaleVerdict> _verdicts = new();
    private readonly Dictionary<string, long> _tried = [];
    private volatile IReadOnlyList<ShelfSale> _sales = [];
    private volatile IReadOnlyCollection<string> _unfit = [], _moving = [];
    private Task _round = Task.CompletedTask, _look = Task.CompletedTask;

    /// <summary>Takes over from whoever judged before.</summary>
    public async Task AdoptAsync()
    {
        foreach (var (sale, verdict) in await board.ReadAsync()) _verdicts.TryAdd(sale, verdict);
    }

    /// <summary>Another judges now. Completes when what was begun here has ended.</summary>
    public Task RestAsync()
    {
        _sales = [];
        return _round;
    }

    /// <summary>What is to be said of each sale now; audits go on beside it and are told by a later look.</summary>
    public IReadOnlyDictionary<string, SaleVerdict> Look(IReadOnlyList<ShelfSale> shelf, CancellationToken cancel)
    {
        var sales = shelf.Where(s => s.Stock.State != SaleState.Ended || s.Stock.ClosesAt > s.Stock.At - Hour).ToList();
        var before = _sales.ToDictionary(s => s.Sale.Id, s => s.Stock.Version);
        _moving = [.. sales.Where(s => before.TryGetValue(s.Sale.Id, out var version) && version != s.Stock.Version).Select(s => s.Sale.Id)];
        _sales = sales;
        if (_look.IsCompleted) _look = TryAsync("all", LookForUnfitAsync);
        if (_round.IsCompleted) _round = RoundAsync(cancel);
        return sales.ToDictionary(s => s.Sale.Id, s => SaleVerdict.Now(s, _verdicts.GetValueOrDefault(s.Sale.Id), _unfit.Contains(s.Sale.Id)));
    }

    private async Task LookForUnfitAsync() => _unfit = await fitness.UnfitAsync([.. _sales.Select(s => s.Sale.Id)]);

    private async Task RoundAsync(CancellationToken cancel)
    {
        try
        {
            await ForgetAsync();
            while (Next() is { } sale)
            {
                var began = time.GetTimestamp();
                await TryAsync(sale, () => AuditAsync(sale, cancel));
                await Task.Delay(time.GetElapsedTime(began) * Rests, time, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task AuditAsync(string saleId, CancellationToken cancel)
    {
        // One look: a sale that moves meanwhile is looked at again later, when it may hold still, and not five times now.
        if (await auditor.AuditAsync(saleId, looks: 1, Rests, cancel) is not { } report) return;
        if (SaleVerdict.Of(report, await redis.TimeAsync()) is not { } verdict)
        {
            _verdicts.TryAdd(saleId, SaleVerdict.Busy(report));
            return;
        }

        if (verdict.Balanced == false && _verdicts.GetValueOrDefault(saleId)?.Balanced != false) log.NotBalanced(saleId, verdict.Reason!);
        _verdicts[saleId] = verdict;
        await board.KeepAsync(saleId, verdict);
    }

    // The one that was looked at longest ago.
    private string? Next()
    {
        var due = _sales.Where(IsDue).Select(s => s.Sale.Id).MinBy(id => _tried.GetValueOrDefault(id, long.MinValue));
        if (due is not null) _tried[due] = time.GetTimestamp();
        return due;
    }

    private bool IsDue(ShelfSale sale)
    {
        if (sale.Stock.IsStale || _unfit.Contains(sale.Sale.Id)) return false;
        var pause = _moving.Contains(sale.Sale.Id) ? WhileMoving : BetweenAudits;
        if (_tried.TryGetValue(sale.Sale.Id, out var at) && time.GetElapsedTime(at) < pause) return false;
        return _verdicts.GetValueOrDefault(sale.Sale.Id) is not { Balanced: true } verdict || verdict.Sequence != sale.Stock.Version || sale.Stock.At - verdict.At > Stale;
    }

    private async Task ForgetAsync()
    {
        var gone = _verdicts.Keys.Except(_sales.Select(s => s.Sale.Id)).ToList();
        if (gone.Count == 0) return;
        foreach (var id in gone) _verdicts.TryRemove(id, out _);
        foreach (var id in gone) _tried.Remove(id);
        await TryAsync("all", () => board.ForgetAsync(gone));
    }

    private async Task TryAsync(string saleId, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or ObjectDisposedException)
        {
            log.NotJudged(saleId, fault.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.Failed(nameof(Judge), fault); // A defect in what only shows must not stop a shop that sells.
        }
    }
}
