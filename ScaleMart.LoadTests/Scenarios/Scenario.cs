using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// A story of the shop that any engine can play: it prepares itself, plays one iteration at a time from many threads, settles what is
/// unknown, and adds what only it can judge. What every sale promises is judged for all alike, from the sales' logs.
/// </summary>
public abstract class Scenario(Stage stage) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    protected TimeSpan Patience => TimeSpan.FromSeconds(stage.Options.Patience);

    protected Stage Stage => stage;

    /// <summary>Before the clock starts; the run begins at once when it returns.</summary>
    public abstract Task PrepareAsync();

    /// <summary>One iteration. It must not fail: what the shop does wrong is an answer too.</summary>
    public abstract Task PlayAsync(Play play);

    /// <summary>After the last answer: ends with every outcome known, if the shop allows.</summary>
    public virtual Task SettleAsync() => Task.WhenAll(stage.Sales.Select(s => s.SettleAsync(Patience)));

    /// <summary>What this scenario promises beside the sales, judged once all is settled and the orders have been read back.</summary>
    public virtual Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders) => Task.FromResult<IReadOnlyList<Check>>([]);

    /// <summary>What a reader should know of this run that no figure says; nothing, mostly.</summary>
    public virtual IEnumerable<string> Remarks() => [];

    public virtual async ValueTask DisposeAsync()
    {
        if (stage.Gallery is { } gallery) await gallery.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Looks now and then until it says yes, or patience is at its end.</summary>
    protected async Task WaitAsync(Func<Task<bool>> look)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await look() && TimeProvider.System.GetElapsedTime(start) < Patience) await Task.Delay(BetweenLooks);
    }

    /// <summary>Broken when there is a finding; the first ones say what.</summary>
    protected static Check Kept(string name, string expected, IReadOnlyCollection<string> findings, string kept) =>
        findings.Count == 0 ? new Check(name, expected, kept, CheckState.Kept) : new Check(name, expected, $"{findings.Count} times otherwise", CheckState.Broken, string.Join(" ", findings.Take(5)));
}
