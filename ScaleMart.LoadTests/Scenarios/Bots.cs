using System.Collections.Concurrent;
using System.Globalization;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>bots</c>: one user presses through many connections, far over the limit, while honest shoppers buy. Of the bot's tries no more
/// may get past the bucket than its burst and its rate; the others are served as if it were not there.
/// </summary>
public sealed class Bots(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "bots", "One user with many connections, far over the limit: the shop holds it back and goes on serving the others.",
        o => o with { Shoppers = 2000, Stock = 3000, Limit = 5, Users = 80, Rate = null, WarmUp = 2, For = 20 },
        stage => new Bots(stage));

    // The hands of the bot among the users of the closed model, and how often each presses.
    private const int HandsOf = 2;
    private static readonly TimeSpan Press = TimeSpan.FromMilliseconds(50), Browse = TimeSpan.FromMilliseconds(400);
    private readonly ConcurrentQueue<string> _turnedAway = new();
    private ShopClient _bot = null!;
    private SaleLog _sale = null!;
    private int _pressed, _past, _served;

    public override async Task PrepareAsync()
    {
        if (Stage.Options.Workload.Rate is not null) throw new InvalidOperationException("The bots' hands are users of the closed model: give --users, not --rate.");
        if (Stage.Crowd.Shoppers.Count < 2) throw new InvalidOperationException("The bot needs others beside it: give more --shoppers.");
        (_sale, _) = await Stage.OpenSaleAsync();
        _bot = Stage.Shopper(0);
    }

    public override Task PlayAsync(Play play) => play.User % HandsOf == 0 ? PressAsync(play) : ShopAsync(play);

    public override Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders)
    {
        var units = orders.Where(o => o.Shopper == _bot.Id && o.Live).Sum(o => o.Quantity);
        return Task.FromResult<IReadOnlyList<Check>>(
        [
            new Check("the bot got no more than anyone", $"at most {Stage.Options.Limit} units", Number(units), units <= Stage.Options.Limit ? CheckState.Kept : CheckState.Broken),
            Kept("the others were served", "each try answered, none turned away for the bot's sake", _turnedAway, $"{_served} tries"),
        ]);
    }

    public override IEnumerable<string> Remarks() => [$"the bot pressed {_pressed} times and got past its bucket {_past} times"];

    private async Task PressAsync(Play play)
    {
        var answer = await _sale.BuyAsync(play, _bot, 1, $"bot-{play.Number}", "bot");
        Interlocked.Increment(ref _pressed);
        if (answer.Status is not (0 or 429)) Interlocked.Increment(ref _past);
        await play.PauseAsync(Press);
    }

    private async Task ShopAsync(Play play)
    {
        // Each of them tries once in a while: whoever is turned away is so for the bot's sake.
        var number = Interlocked.Increment(ref _served);
        var shopper = Stage.Shopper(1 + (number % (Stage.Crowd.Shoppers.Count - 1)));
        var answer = await _sale.BuyAsync(play, shopper, 1, $"honest-{number}");
        if (answer.Status is 0 or 429 or >= 500) _turnedAway.Enqueue($"{shopper.Id} was answered {answer.Outcome}.");
        await play.PauseAsync(Browse);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
