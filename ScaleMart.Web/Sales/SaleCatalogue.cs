using System.Collections.Frozen;
using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Sales;

/// <summary>
/// Every sale, held in memory and read anew after a change or after a few seconds, so that no request on the buy path waits
/// for the document store. While that store cannot answer, what it said last stands.
/// </summary>
public sealed class SaleCatalogue(ISaleBook book, TimeProvider time, ILogger<SaleCatalogue>? log = null) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenMisses = TimeSpan.FromMilliseconds(50);
    private readonly ILogger _log = log ?? NullLogger<SaleCatalogue>.Instance;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Copy? _copy;
    private long _askedAt;
    private long _asked;

    /// <summary>Every sale, newest first; at most a few seconds old.</summary>
    public ValueTask<IReadOnlyList<Sale>> ListAsync(CancellationToken cancel = default) =>
        _copy is { } copy && !IsDue(Fresh) ? ValueTask.FromResult(copy.Sales) : ListAnewAsync(cancel);

    /// <summary>By id or slug; asks the book once more before it says that there is none: another process may just have made it.</summary>
    public ValueTask<Sale?> FindAsync(string idOrSlug, CancellationToken cancel = default)
    {
        if (_copy is not { } copy) return FindAnewAsync(idOrSlug, cancel);
        if (copy.ByName.TryGetValue(idOrSlug, out var sale))
        {
            // What is known is answered at once; an old copy is renewed behind it, by one caller.
            if (IsDue(Fresh) && _reading.CurrentCount > 0) _ = ReadAsync(unless: () => !IsDue(Fresh), CancellationToken.None);
            return ValueTask.FromResult<Sale?>(sale);
        }

        return FindAnewAsync(idOrSlug, cancel);
    }

    /// <summary>Adds it under its slug, or under the slug with a number when that is taken; the sale as it was kept.</summary>
    /// <exception cref="InvalidOperationException">Its id is taken.</exception>
    public async Task<Sale> AddAsync(Sale sale, CancellationToken cancel = default)
    {
        var kept = sale;
        while (!await book.AddAsync(kept, cancel))
        {
            var others = await book.ListAsync(cancel);
            if (others.Any(o => o.Id == sale.Id)) throw new InvalidOperationException($"There is a sale '{sale.Id}' already.");
            var taken = others.Select(o => o.Slug).ToHashSet();
            kept = sale with { Slug = Enumerable.Range(2, taken.Count + 1).Select(n => $"{sale.Slug}-{n}").First(s => !taken.Contains(s)) };
        }

        await ReadAsync(unless: () => false, CancellationToken.None);
        return kept;
    }

    /// <summary>Keeps the sale as it now is; its slug and id are those it was added under.</summary>
    public async Task ReplaceAsync(Sale sale, CancellationToken cancel = default)
    {
        await book.ReplaceAsync(sale, cancel);
        await ReadAsync(unless: () => false, CancellationToken.None);
    }

    /// <summary>Has the book read behind the caller's back, for one who knows that a sale has just changed elsewhere.</summary>
    public void Renew()
    {
        if (_copy is not null && IsDue(BetweenMisses) && _reading.CurrentCount > 0) _ = ReadAsync(unless: () => !IsDue(BetweenMisses), CancellationToken.None);
    }

    public void Dispose() => _reading.Dispose();

    private bool IsDue(TimeSpan after) => time.GetElapsedTime(Interlocked.Read(ref _askedAt)) >= after;

    private async ValueTask<IReadOnlyList<Sale>> ListAnewAsync(CancellationToken cancel) => (await ReadAsync(unless: () => !IsDue(Fresh), cancel)).Sales;

    private async ValueTask<Sale?> FindAnewAsync(string idOrSlug, CancellationToken cancel)
    {
        var before = Interlocked.Read(ref _asked);
        var copy = await ReadAsync(unless: () => Interlocked.Read(ref _asked) > before, cancel, pause: BetweenMisses);
        return copy.ByName.GetValueOrDefault(idOrSlug);
    }

    /// <summary>One read at a time; whoever finds, when their turn comes, that somebody has read what they want takes that answer.</summary>
    private async Task<Copy> ReadAsync(Func<bool> unless, CancellationToken cancel, TimeSpan pause = default)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            if (_copy is { } known && unless()) return known;
            // A flood of unknown ids asks the book some twenty times a second, not once each; those who wait share the answer.
            if (_copy is not null && pause - time.GetElapsedTime(_askedAt) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancel);
            Interlocked.Increment(ref _asked);
            Interlocked.Exchange(ref _askedAt, time.GetTimestamp());
            // Many wait for this answer: the one who happens to ask must not take it away by hanging up.
            return _copy = Copy.Of(await book.ListAsync(CancellationToken.None));
        }
        catch (StoreUnavailableException fault) when (_copy is not null)
        {
            _log.CatalogueNotRead(fault);
            return _copy;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Copy(IReadOnlyList<Sale> Sales, FrozenDictionary<string, Sale> ByName)
    {
        public static Copy Of(IReadOnlyList<Sale> sales)
        {
            var names = new Dictionary<string, Sale>(StringComparer.Ordinal);
            foreach (var sale in sales) names[sale.Slug] = sale;
            foreach (var sale in sales) names[sale.Id] = sale; // An id is stronger than another sale's slug of the same letters.
            return new Copy(sales, names.ToFrozenDictionary(StringComparer.Ordinal));
        }
    }
}
