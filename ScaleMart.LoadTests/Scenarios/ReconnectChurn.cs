using System.Collections.Concurrent;
using System.Net.WebSockets;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>reconnect-churn</c>: live connections break off all through a sale and come back, as phones do. Whoever comes back asks how the
/// sale stands, and in the end everybody sees what is really left.
/// </summary>
public sealed class ReconnectChurn(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "reconnect-churn", "Live connections drop and return all through a sale; everyone who returns sees the right stock.",
        o => o with { Shoppers = 400, Stock = 2000, Limit = 20, Rate = 60, WarmUp = 3, For = 20, Connections = 200 },
        stage => new ReconnectChurn(stage));

    private static readonly TimeSpan Tunnel = TimeSpan.FromMilliseconds(300);
    private readonly ConcurrentQueue<Watcher> _connected = new();
    private readonly ConcurrentQueue<string> _kept = new();
    private SaleLog _sale = null!;
    private int _returned;

    public override async Task PrepareAsync()
    {
        (_sale, _) = await Stage.OpenSaleAsync();
        foreach (var watcher in (await Stage.OpenGalleryAsync(_sale.SaleId)).Watchers) _connected.Enqueue(watcher);
    }

    public override async Task PlayAsync(Play play)
    {
        await Stage.BuyAsync(play, _sale, Stage.Shopper(play.Number), 1, $"churn-{play.Number}");
        // Whoever is at it is in nobody else's hands.
        if (!_connected.TryDequeue(out var watcher)) return;
        await watcher.DropAsync();
        await play.PauseAsync(Tunnel);
        var answer = await play.StepAsync("return", () => ReturnAsync(watcher));
        if (answer.Status == 0) _kept.Enqueue($"A watcher could not return: {answer.Text}.");
        else Interlocked.Increment(ref _returned);
        _connected.Enqueue(watcher);
    }

    /// <summary>Those whom the end of the run kept out come back first.</summary>
    public override async Task SettleAsync()
    {
        await base.SettleAsync();
        foreach (var watcher in Stage.Gallery!.Watchers.Where(w => !w.IsOpen)) await ReturnAsync(watcher);
    }

    public override async Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders) =>
        [Kept("whoever dropped came back", "every time", _kept, $"{_returned} times"), .. await Onlookers.JudgeAsync(Stage, _sale)];

    private static async Task<Answer> ReturnAsync(Watcher watcher)
    {
        try
        {
            await watcher.ComeAsync();
            return Answer.Of(200);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException)
        {
            return Answer.Of(0, fault.Message);
        }
    }
}
