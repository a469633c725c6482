using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>back-door</c>: calls of the API by people who never load a page, each wrong in its own way, among honest ones. Each wrong one
/// must be refused as the contract says, and nothing may have come of it: the thieves' orders are read back like everyone's.
/// </summary>
public sealed class BackDoor(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "back-door", "Direct calls without a page: forged tokens, wrong bodies, other people's orders; nothing gets in that should not.",
        o => o with { Shoppers = 1000, Stock = 500, Limit = 2, Rate = 150, WarmUp = 2, For = 15 },
        stage => new BackDoor(stage));

    private const int HonestOf = 4;
    private readonly ConcurrentQueue<string> _in = new();
    private readonly ConcurrentDictionary<string, int> _tried = new();
    private IReadOnlyList<Knock> _knocks = Knock.All;
    private SaleLog _sale = null!, _closed = null!;
    private Attempt _victims = null!;

    public override async Task PrepareAsync()
    {
        if (Stage.Crowd.Shoppers.Count < 3) throw new InvalidOperationException("A thief needs a victim and a crowd: give more --shoppers.");
        if (Stage.Crowd.Mint is { } mint) _knocks = [.. Knock.All, .. Knock.With(mint)];
        (_sale, _) = await Stage.OpenSaleAsync();
        (_closed, _) = await Stage.OpenSaleAsync(opensIn: TimeSpan.FromHours(1));
        _victims = await _sale.BuyAsync(Stage.Shopper(0), 1, "the victim's");
        if (!_victims.Accepted) throw new InvalidOperationException($"The victim has no order: {_victims.Outcome}");
    }

    public override async Task PlayAsync(Play play)
    {
        // The victim buys nothing more; everyone else is a thief at times.
        var shopper = Stage.Shopper(1 + (play.Number % (Stage.Crowd.Shoppers.Count - 1)));
        if (play.Number % HonestOf == 0)
        {
            await Stage.BuyAsync(play, _sale, shopper, 1, $"honest-{play.Number}");
            return;
        }

        var knock = _knocks[(int)((play.Number - (play.Number / HonestOf)) % _knocks.Count)];
        _sale.Watch(shopper);
        _closed.Watch(shopper);
        var burglar = new Burglar(Stage.Door(play.Number), shopper, _sale.SaleId, _closed.SaleId, _victims.Shopper, _victims.OrderId);
        var answer = await play.StepAsync("knock", () => knock.TryAsync(burglar));
        _tried.AddOrUpdate(knock.What, 1, (_, count) => count + 1);
        // Told to wait is not let in.
        if (!knock.Answers.Contains(answer.Outcome) && answer.Status != 429) _in.Enqueue($"{knock.What}: {answer.Outcome}, expected {string.Join(" or ", knock.Answers)}.");
    }

    public override Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders)
    {
        var never = _knocks.Where(k => !_tried.ContainsKey(k.What)).Select(k => k.What).ToArray();
        var victims = orders.SingleOrDefault(o => o.Id == _victims.OrderId);
        return Task.FromResult<IReadOnlyList<Check>>(
        [
            never.Length == 0
                ? Kept("every wrong call refused", "as the contract says, each", [.. _in.Distinct()], $"{_tried.Values.Sum()} calls, {_knocks.Count} kinds")
                : new Check("every wrong call refused", "as the contract says, each", $"{_tried.Values.Sum()} calls", CheckState.NotJudged, $"The run was too short for: {string.Join(", ", never)}."),
            new Check("the victim's order untouched", "held", victims?.Status ?? "gone", victims?.Status == "held" ? CheckState.Kept : CheckState.Broken),
        ]);
    }

    public override IEnumerable<string> Remarks() =>
        Stage.Crowd.Mint is null ? ["without the shop's key nobody could try expired tokens and such as are signed well over wrong claims"] : [];
}
