using System.Globalization;
using Xunit;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>A load, faults while it runs, the settling of what is unknown, and the checker's verdict.</summary>
internal static class Trial
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Fails with every broken promise. The state that was judged, for what a test wants to add.</summary>
    /// <param name="load">Who shops, and where.</param>
    /// <param name="stores">The stores behind them, past whatever breaks.</param>
    /// <param name="faults">Breaks things while the load runs, and mends them; answers how many times. The load stops when it is done.</param>
    /// <param name="output">Where the figures go.</param>
    public static async Task<State> RunAsync(Load load, Stocktaking stores, Func<Task<int>> faults, ITestOutputHelper output)
    {
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        int injected;
        try
        {
            injected = await faults();
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }

        return await JudgeAsync(load, stores, injected, output);
    }

    /// <summary>Settles and judges a load that has ended.</summary>
    public static async Task<State> JudgeAsync(Load load, Stocktaking stores, int injected, ITestOutputHelper output)
    {
        var ended = TimeProvider.System.GetTimestamp();
        var state = await load.SettleAsync(stores, Patience);
        var settled = TimeProvider.System.GetElapsedTime(ended);
        var history = load.History;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{injected} faults; {Figures.Of(history)}; settled {settled.TotalSeconds:0.0} s after the last; {state.Newest.Count} orders and {state.Charges.Count} charges checked"));
        Assert.True(state.IsQuiet, $"The sale never came to rest: {state.Waiting.Count} entries wait for the ledger, {state.Unsettled.Count} payments are open, half-written or latched: {state.Unfinished}.");
        var broken = Checker.Faults(history, state);
        Assert.True(broken.Count == 0, $"{broken.Count} promises broken:\n{string.Join('\n', broken.Take(20).Select(fault => Explain(fault, history, state)))}");
        return state;
    }

    // The fault, and beneath it what was asked about whatever it names, and how that order stands.
    private static string Explain(string fault, IReadOnlyList<Operation> history, State state)
    {
        var words = fault.Split([' ', '.', ',', ':', '\''], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var asked = history.Where(o => words.Contains(o.OrderId) || words.Contains(o.Shopper)).Select(o => $"    {o}");
        var orders = state.Live.Select(o => ("Redis", o)).Concat(state.Ledger.Select(o => ("ledger", o))).Where(o => words.Contains(o.o.Id) || words.Contains(o.o.UserId))
            .Select(o => $"    {o.Item1}: {o.o.Id} {o.o.Status} v{o.o.Version} x{o.o.Quantity} [{string.Join(", ", o.o.Timeline.Select(e => e.Event))}]");
        return string.Join('\n', [fault, .. asked.Take(20), .. orders.Take(10)]);
    }
}
