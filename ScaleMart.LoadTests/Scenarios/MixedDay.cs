using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>mixed-day</c>: people look around, some buy, most of those pay, some by a card that is declined first or by a bank that takes its
/// time, some give back what they hold, some just leave. The same numbers do the same in every run.
/// </summary>
public sealed class MixedDay(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "mixed-day", "An ordinary day: browsing, buying, paying (sometimes declined, sometimes slowly) and cancelling, all at once.",
        o => o with { Shoppers = 1000, Stock = 600, Limit = 3, Rate = 50, WarmUp = 3, For = 20 },
        stage => new MixedDay(stage));

    private readonly Fates _fates = new();
    private readonly ConcurrentQueue<string> _odd = new();
    private SaleLog _sale = null!;
    private string _page = "";

    public override async Task PrepareAsync()
    {
        (_sale, var made) = await Stage.OpenSaleAsync();
        _page = $"/sales/{made.Word("slug")}";
    }

    public override async Task PlayAsync(Play play)
    {
        var (dice, door, shopper) = (new Random((int)play.Number), Stage.Door(play.Number), Stage.Shopper(play.Number));
        Is(200, await play.StepAsync("home page", () => door.GetAsync("/")), "/");
        Is(200, await play.StepAsync("sales", () => door.GetAsync("/api/sales?state=live")), "/api/sales");
        Is(200, await play.StepAsync("sale page", () => door.GetAsync(_page)), _page);
        await play.PauseAsync(TimeSpan.FromMilliseconds(dice.Next(500)));
        if (dice.NextDouble() > 0.7) return;
        var held = await Stage.BuyAsync(play, _sale, shopper, dice.NextDouble() < 0.2 ? 2 : 1, $"day-{play.Number}");
        if (held.Status != 202) return;
        var order = held.Word("id");
        await play.PauseAsync(TimeSpan.FromMilliseconds(dice.Next(500)));
        var mind = dice.NextDouble();
        if (mind < 0.2)
        {
            var cancelled = await play.StepAsync("cancel", () => shopper.CancelAsync(order));
            Is(200, cancelled, "cancelling");
            _fates.Cancelled(order, cancelled);
        }
        else if (mind < 0.9)
        {
            await PayAsync(play, shopper, order, dice);
        }
    }

    /// <summary>A slow bank has five seconds.</summary>
    public override async Task SettleAsync()
    {
        await base.SettleAsync();
        Stage.Screen.Say("settling", "waiting for the slow payments");
        await WaitAsync(async () => (await Stage.Crowd.Admin.AuditAsync(_sale.SaleId)).Body is not { ValueKind: System.Text.Json.JsonValueKind.Object } audit
            || (audit.GetProperty("queued").GetInt32() == 0 && audit.GetProperty("ledger").GetProperty("paying").GetInt32() == 0));
    }

    public override Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders) => Task.FromResult<IReadOnlyList<Check>>(
    [
        Kept("pages and payments as expected", "every answer as the contract has it", _odd, "every time"),
        Kept("each order as its owner was told", "paid is confirmed, given back is cancelled", _fates.Broken(orders), $"{_fates.Count} orders"),
    ]);

    private async Task PayAsync(Play play, ShopClient shopper, string order, Random dice)
    {
        var card = dice.NextDouble();
        if (card < 0.15) Is(402, await play.StepAsync("pay, declined", () => shopper.PayAsync(order, "tok_declined")), "a declined payment");
        var paid = card > 0.9
            ? await play.StepAsync("pay, slow bank", () => shopper.PayAsync(order, "tok_slow"))
            : await play.StepAsync("pay", () => shopper.PayAsync(order));
        if (paid.Status != 202) Is(200, paid, "a payment");
        _fates.Paid(order, paid);
    }

    private void Is(int status, Answer answer, string what)
    {
        if (answer.Status != status) _odd.Enqueue($"{what} was answered {answer.Outcome}.");
    }
}
