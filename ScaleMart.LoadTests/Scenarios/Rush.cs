using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// A crowd on one sale: each attempt belongs to the next shopper in turn and has a key of its own. Knows nothing of how
/// attempts are driven: an engine calls <see cref="AttemptAsync"/> with numbers from 0.
/// </summary>
public sealed class Rush(IReadOnlyList<ShopClient> shoppers, string saleId, int quantity = 1)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public Task<Attempt> AttemptAsync(int number) => Attempt.MakeAsync(Shopper(number), saleId, quantity, Key(number));

    /// <summary>Asks again, with the same key, for every outcome that is unknown, until each is known or the time is up.</summary>
    public async Task<IReadOnlyList<Attempt>> SettleAsync(IReadOnlyList<Attempt> attempts, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        var settled = attempts.ToArray();
        while (settled.Any(a => a.Unknown) && TimeProvider.System.GetElapsedTime(start) < patience)
        {
            await Task.WhenAll(Enumerable.Range(0, settled.Length).Where(n => settled[n].Unknown).Select(async n => settled[n] = await AttemptAsync(n) with { Sent = settled[n].Sent }));
            if (settled.Any(a => a.Unknown)) await Task.Delay(Pause);
        }

        return settled;
    }

    private ShopClient Shopper(int number) => shoppers[number % shoppers.Count];

    private static string Key(int number) => $"rush-{number}";
}
