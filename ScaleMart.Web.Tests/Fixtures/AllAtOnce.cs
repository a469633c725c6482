using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>A crowd that presses in one moment: each attempt belongs to the next shopper in turn and has a key of its own.</summary>
internal sealed class AllAtOnce(IReadOnlyList<ShopClient> shoppers, string saleId, int quantity = 1)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>So many attempts, none waiting for another; <paramref name="onDone"/> hears after each, on any thread, how many are done.</summary>
    public async Task<IReadOnlyList<Attempt>> PressAsync(int count, Action<int>? onDone = null)
    {
        var done = 0;
        return await Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(async () =>
        {
            var attempt = await AttemptAsync(number);
            onDone?.Invoke(Interlocked.Increment(ref done));
            return attempt;
        })));
    }

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

    private Task<Attempt> AttemptAsync(int number) => Attempt.MakeAsync(shoppers[number % shoppers.Count], saleId, quantity, $"rush-{number}");
}
