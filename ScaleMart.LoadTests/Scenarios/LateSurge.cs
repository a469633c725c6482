using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>late-surge</c>: all units are gone before anyone comes. Everybody new hears that it is sold out; those who bought and ask again with
/// their old key, as an app does after a lost answer, hear of the order that they have.
/// </summary>
public sealed class LateSurge(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "late-surge", "Everyone comes after the sale has sold out: all are refused, quickly and truly, and early buyers still find their order.",
        o => o with { Shoppers = 3000, Stock = 100, Limit = 1, Rate = 400, WarmUp = 3, For = 20 },
        stage => new LateSurge(stage));

    private const int OfBuyers = 20;
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly List<Attempt> _bought = [];
    private SaleLog _sale = null!;

    private int Buyers => _bought.Count;

    public override async Task PrepareAsync()
    {
        (_sale, _) = await Stage.OpenSaleAsync();
        if (Stage.Crowd.Shoppers.Count <= Stage.Options.Stock) throw new InvalidOperationException("Give more --shoppers than --stock: someone must come late.");
        for (var n = 0; n < Stage.Options.Stock; n++)
        {
            var attempt = await _sale.BuyAsync(Stage.Shopper(n), 1, $"early-{n}");
            if (!attempt.Accepted) throw new InvalidOperationException($"The sale could not be sold out beforehand: {attempt.Outcome}");
            _bought.Add(attempt);
        }
    }

    public override async Task PlayAsync(Play play)
    {
        if (play.Number % OfBuyers == 0)
        {
            var buyer = (int)(play.Number / OfBuyers % Buyers);
            var mine = _bought[buyer];
            var again = await _sale.BuyAsync(play, Stage.Shopper(buyer), 1, mine.Key, "ask again");
            if (again.Status is not (0 or 503) && (again.Status != 202 || again.Word("id") != mine.OrderId)) _wrong.Enqueue($"{mine.Shopper} asked for order {mine.OrderId} with its key and was answered {again.Outcome}.");
            return;
        }

        // Among those who have none.
        var late = Stage.Shopper(Buyers + (play.Number % (Stage.Crowd.Shoppers.Count - Buyers)));
        var answer = await Stage.BuyAsync(play, _sale, late, 1, $"late-{play.Number}");
        if (answer.Status == 202) _wrong.Enqueue($"{late.Id} got order {answer.Word("id")} of a sale that was sold out.");
    }

    public override Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders) => Task.FromResult<IReadOnlyList<Check>>(
        [Kept("nothing after the sell-out", "no new order, and the old one for every old key", _wrong, "none, and each")]);
}
