using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// Everything that shoppers tried on one sale and what they were told, warm-up included: what the verdict is made from. Keys may not
/// be used again for another try of the same shopper.
/// </summary>
public sealed class SaleLog(string saleId)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly ConcurrentDictionary<string, ShopClient> _buyers = new();

    public string SaleId => saleId;

    /// <summary>Who tried.</summary>
    public IReadOnlyList<ShopClient> Buyers => [.. _buyers.Values];

    /// <summary>In no order. An outcome that was unknown and has become known since is there as it is known now.</summary>
    public IReadOnlyList<Attempt> Attempts => [.. _attempts.GroupBy(a => (a.Shopper, a.Key)).SelectMany(Known)];

    /// <summary>Someone to be asked about their orders, though they may never have been told of one.</summary>
    public void Watch(ShopClient shopper) => _buyers.TryAdd(shopper.Id, shopper);

    /// <summary>One try, as a step of a play.</summary>
    public async Task<Answer> BuyAsync(Play play, ShopClient shopper, int quantity, string key, string step = Meter.Buy)
    {
        Watch(shopper);
        var sent = TimeProvider.System.GetTimestamp();
        var answer = await play.StepAsync(step, () => shopper.BuyAsync(saleId, quantity, key));
        _attempts.Enqueue(Attempt.Of(shopper.Id, key, quantity, answer, sent));
        return answer;
    }

    /// <summary>One try before or after the run, in no latency.</summary>
    public async Task<Attempt> BuyAsync(ShopClient shopper, int quantity, string key)
    {
        Watch(shopper);
        var attempt = await Attempt.MakeAsync(shopper, saleId, quantity, key);
        _attempts.Enqueue(attempt);
        return attempt;
    }

    /// <summary>Asks again, with the same key, for every outcome that is unknown, until each is known or the time is up.</summary>
    public async Task SettleAsync(TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Attempts.Where(a => a.Unknown).DistinctBy(a => (a.Shopper, a.Key)).ToArray() is { Length: > 0 } unknown)
        {
            await Parallel.ForEachAsync(unknown, async (attempt, _) => await BuyAsync(_buyers[attempt.Shopper], attempt.Quantity, attempt.Key));
            if (TimeProvider.System.GetElapsedTime(start) > patience) return;
            await Task.Delay(Pause);
        }
    }

    // An unknown outcome is known once a later try with its key has been answered, but not by a refusal to look (429).
    private static IEnumerable<Attempt> Known(IEnumerable<Attempt> tries)
    {
        Attempt? unknown = null;
        foreach (var attempt in tries.OrderBy(a => a.Sent))
        {
            if (attempt.Unknown)
            {
                unknown ??= attempt;
            }
            else if (unknown is not null && attempt.Status != 429)
            {
                yield return attempt with { Sent = unknown.Sent };
                unknown = null;
            }
            else
            {
                yield return attempt;
            }
        }

        if (unknown is not null) yield return unknown;
    }
}
