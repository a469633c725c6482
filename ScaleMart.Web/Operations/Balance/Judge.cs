using System.Collections.Concurrent;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Balance;

/// <summary>
/// Judges every sale that is on, or ended within the hour. One that has moved since it was last held against the ledger is audited, one
/// sale at a time; after each audit the judge rests twenty times as long as it took, so that judging takes at most a twentieth of a core.
/// </summary>
internal sealed class Judge(Auditor auditor, SaleFitness fitness, VerdictBoard board, RedisDoor redis, TimeProvider time, ILogger<Judge> log)
{
    private const int RestsPerAudit = 20;

    // One that Redis says has not moved may still have been changed in the ledger, behind Redis's back.
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Stale = TimeSpan.FromMinutes(5), BetweenAudits = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, SaleVerdict> _verdicts = new();
    private readonly Dictionary<string, long> _tried = [];
    private volatile IReadOnlyList<ShelfSale> _sales = [];
    private volatile IReadOnlyCollection<string> _unfit = [];
    private Task _round = Task.CompletedTask, _look = Task.CompletedTask;

    /// <summary>Takes over from whoever judged before.</summary>
    public async Task AdoptAsync()
    {
        foreach (var (sale, verdict) in await board.ReadAsync()) _verdicts.TryAdd(sale, verdict);
    }

    /// <summary>Another judges now.</summary>
    public void Rest() => _sales = [];

    /// <summary>What is to be said of each sale now; audits go on beside it and are told by a later look.</summary>
    public IReadOnlyDictionary<string, SaleVerdict> Look(IReadOnlyList<ShelfSale> shelf, CancellationToken cancel)
    {
        var sales = shelf.Where(s => s.Stock.State != SaleState.Ended || s.Stock.ClosesAt > s.Stock.At - Hour).ToList();
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
                await Task.Delay(time.GetElapsedTime(began) * RestsPerAudit, time, cancel);
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
        if (await auditor.AuditAsync(saleId, looks: 1, cancel) is not { } report) return;
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
        if (_tried.TryGetValue(sale.Sale.Id, out var at) && time.GetElapsedTime(at) < BetweenAudits) return false;
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
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.NotJudged(saleId, fault.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.Failed(nameof(Judge), fault); // A defect in what only shows must not stop a shop that sells.
        }
    }
}
