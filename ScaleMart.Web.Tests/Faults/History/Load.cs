using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>So many shoppers at once on one sale, over one or several processes or at the door before them. Bounded: it ends when it is told to, or after so many operations.</summary>
internal sealed class Load(Lot lot, IReadOnlyList<Uri> doors, int seed) : IDisposable
{
    private const int VisitsOfOne = 3;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private readonly Recorder _recorder = new();
    private readonly ShopClient[] _doors = [.. doors.Select(At)];
    private volatile TaskCompletionSource? _paused;
    private int _visiting;

    /// <summary>The shop as the load knows it, with the limits on one shopper and one address out of the way.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Orders:RatePerMinute"] = "1000000", ["Orders:Burst"] = "1000000" };

    public Lot Lot => lot;

    public int Shoppers { get; init; } = 24;

    public int Operations { get; init; } = 200_000;

    /// <summary>How long one shopper asks again for what was not answered; later the settling does.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Between two visits of one shopper.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Now and then the gateway's answer is lost; each such payment lasts ten seconds at least.</summary>
    public bool LostAnswers { get; init; }

    public IReadOnlyList<Operation> History => _recorder.History;

    public Client Shopper(string id, int door = 0) => new(_recorder, id, [.. _doors.Select(d => d.As(id, ShopSettings.Mint.Mint(id)))], door);

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Shoppers).Select(lane => Task.Run(() => ShopAsync(lane, stop), CancellationToken.None)));

    /// <summary>Completes when everybody has ended their visit; nobody begins another until <see cref="Resume"/>.</summary>
    public async Task PauseAsync()
    {
        _paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref _visiting)), visiting => visiting == 0, "every visit has ended", Patience);
    }

    public void Resume() => Interlocked.Exchange(ref _paused, null)?.TrySetResult();

    /// <summary>
    /// Asks again whatever was never answered, waits until nothing is on its way any more, and asks once more for the keys that were
    /// refused after an unknown: this time nothing of theirs can be under way. The state that is left, or the last seen after the patience.
    /// </summary>
    public async Task<State> SettleAsync(Stocktaking stores, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        bool InTime() => TimeProvider.System.GetElapsedTime(start) < patience;
        while (Subjects().Where(s => s[^1].Outcome == Outcome.Unknown).ToList() is { Count: > 0 } unknown && InTime())
        {
            await AskAsync(unknown);
            await Task.Delay(Breath);
        }

        await QuietAsync(stores, InTime);
        await AskAsync(Subjects().Where(s => s[^1] is { Act: Act.Buy, Outcome: Outcome.Fail } && s.Any(o => o.Outcome == Outcome.Unknown)));
        return await QuietAsync(stores, InTime);
    }

    public void Dispose()
    {
        foreach (var door in _doors) door.Http.Dispose();
    }

    private static ShopClient At(Uri door)
    {
        var client = ShopClient.At(door);
        client.Http.Timeout = TimeSpan.FromSeconds(15);
        return client;
    }

    private async Task ShopAsync(int lane, CancellationToken stop)
    {
        var random = new Random(HashCode.Combine(seed, lane));
        for (var visit = 0; !stop.IsCancellationRequested && _recorder.Count < Operations; visit++)
        {
            Interlocked.Increment(ref _visiting);
            // Counted first, then looked: whoever pauses sees either the visit or its end.
            if (_paused is null) await new Visit(Shopper($"s{lane}-{visit / VisitsOfOne}", door: lane + visit), lot, random, Patience, stop).MakeAsync($"v{visit}", LostAnswers);
            Interlocked.Decrement(ref _visiting);
            if (_paused is { } paused) await paused.Task;
            await Task.Delay(Pause * (0.5 + random.NextDouble()), CancellationToken.None);
        }
    }

    // The operations of each purchase, payment and cancellation, in the order of their answers.
    private IEnumerable<Operation[]> Subjects() => History.GroupBy(o => (o.Act, o.Subject, o.Token)).Select(g => g.OrderBy(o => o.Returned).ToArray());

    private async Task AskAsync(IEnumerable<Operation[]> subjects)
    {
        // A few at a time: a shop that has just come back is not to be run over.
        foreach (var some in subjects.Chunk(Shoppers)) await Task.WhenAll(some.Select(s => Shopper(s[^1].Shopper).AgainAsync(s[^1], lot.SaleId)));
    }

    private async Task<State> QuietAsync(Stocktaking stores, Func<bool> inTime)
    {
        while (true)
        {
            var state = await stores.ReadAsync(lot);
            if (state.IsQuiet || !inTime()) return state;
            await Task.Delay(Breath);
        }
    }
}
