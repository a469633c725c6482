using System.Globalization;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>confirm-or-lapse</c>: holds are as short as may be, and payments come just before and just after they end. Each order is
/// confirmed or expired, never both, as its owner was told; what expired is sold again.
/// </summary>
public sealed class ConfirmOrLapse(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "confirm-or-lapse", "Paying races the end of the hold: each order ends confirmed or expired, never both, and its stock comes back or not.",
        o => o with { Shoppers = 2000, Stock = 150, Limit = 1, HoldSeconds = 10, Users = 150, Rate = null, WarmUp = 0, Ramp = 9, For = 25 },
        stage => new ConfirmOrLapse(stage));

    // One in so many never pays; the others come within this of the end, before or after.
    private const int NeverOf = 6;
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(500), Look = TimeSpan.FromMilliseconds(700);
    private readonly Fates _fates = new();
    private SaleLog _sale = null!;
    private TimeSpan _ahead;

    public override async Task PrepareAsync()
    {
        if (Stage.Options.HoldSeconds + 1 > Stage.Options.WarmUp + Stage.Options.For) throw new InvalidOperationException("The run ends before the first hold does: give a longer --for or a shorter --hold.");
        (_sale, _) = await Stage.OpenSaleAsync();
        _ahead = await Stage.AheadAsync(_sale.SaleId);
    }

    public override async Task PlayAsync(Play play)
    {
        var shopper = Stage.Shopper(play.Number);
        var held = await _sale.BuyAsync(play, shopper, 1, $"lapse-{play.Number}");
        if (held.Status != 202)
        {
            await play.PauseAsync(Look);
            return;
        }

        var order = held.Word("id");
        if (play.Number % NeverOf == 0) return;
        var ends = held.Body.GetProperty("holdExpiresAt").GetDateTimeOffset() - _ahead;
        var offset = ((new Random((int)play.Number).NextDouble() * 2) - 1) * Near;
        await play.PauseAsync(ends + offset - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero);
        if (play.Stop.IsCancellationRequested) return;
        _fates.Paid(order, await play.StepAsync("pay", () => shopper.PayAsync(order)));
    }

    /// <summary>Whatever nobody paid for has lapsed when it returns, or a minute has passed.</summary>
    public override async Task SettleAsync()
    {
        await base.SettleAsync();
        Stage.Screen.Say("settling", $"waiting until the last holds of {Stage.Options.HoldSeconds} s have ended");
        await WaitAsync(async () => (await Stage.Crowd.Admin.SaleAsync(_sale.SaleId)).Body.GetProperty("stock").GetProperty("held").GetInt32() == 0);
    }

    public override Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders)
    {
        var (confirmed, expired) = (orders.Count(o => o.Status == "confirmed"), orders.Count(o => o.Status == "expired"));
        var open = orders.Where(o => o.Status is not ("confirmed" or "expired")).Select(o => $"Order {o.Id} is {o.Status}.").ToArray();
        return Task.FromResult<IReadOnlyList<Check>>(
        [
            Kept("each order confirmed or expired", "one of the two", open, string.Create(CultureInfo.InvariantCulture, $"{confirmed} confirmed, {expired} expired")),
            Kept("as its owner was told", "never both, never otherwise", _fates.Broken(orders), $"{_fates.Count} orders"),
        ]);
    }
}
