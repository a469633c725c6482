using ScaleMart.Web.Operations.Figures;
using ScaleMart.Web.Pages.Admin.Live;
using ScaleMart.Web.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Live;

public sealed class BoardTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 14, 15, 0, TimeSpan.Zero);

    [Fact]
    public void The_light_says_what_adds_up_to_what_and_what_does_not()
    {
        Assert.Equal("Balanced: 1,500 = 1,185 + 70 + 245", Of(Sale(true)).Balance);
        Assert.Equal("Not balanced: oversold by 1", Of(Sale(false) with { BalanceReason = "oversold by 1" }).Balance);
        Assert.Equal("Not judged: nobody has looked yet", Of(Sale(null)).Balance);
        Assert.Equal("Not balanced: Lamp: oversold by 1", (Of(null) with { Now = Tick(new BalanceLight(false, "Lamp: oversold by 1", At)) }).Balance);
    }

    [Fact]
    public void The_table_has_a_minute_a_row_newest_first_with_sums_and_the_worst()
    {
        var minutes = (Of(null) with { History = History(125) }).Minutes;
        Assert.Equal([At.AddMinutes(2), At.AddMinutes(1), At], minutes.Select(m => m.At));
        Assert.Equal((60.0, 59.0, 59.0), (minutes[^1].Accepted, minutes[^1].P99Ms, minutes[^1].Depth));
        Assert.Equal((5.0, 124.0), (minutes[0].Accepted, minutes[0].P99Ms));
    }

    [Fact]
    public void A_minute_in_which_nothing_was_recorded_has_no_figures()
    {
        var silent = History(60) with { Accepted = [.. Enumerable.Repeat((double?)null, 60)], P99Ms = [.. Enumerable.Repeat((double?)null, 60)] };
        Assert.Equal((null, null), (Assert.Single((Of(null) with { History = silent }).Minutes).Accepted, silent.P99Ms.Max()));
    }

    [Fact]
    public void Refusals_are_those_of_the_last_minute()
    {
        var board = Of(null) with { History = History(125) };
        Assert.Equal((120, 0), (board.RefusedLately("sold_out"), board.RefusedLately("paused")));
    }

    private static Board Of(DashboardSale? sale) => new(Tick(new BalanceLight(null, null, At)), null, sale);

    private static DashboardHistory History(int seconds)
    {
        var ones = Enumerable.Repeat((double?)1, seconds).ToList();
        var rising = Enumerable.Range(0, seconds).Select(n => (double?)n).ToList();
        var none = Enumerable.Repeat((long?)0, seconds).ToList();
        return new DashboardHistory
        {
            At = [.. Enumerable.Range(0, seconds).Select(n => At.ToUnixTimeSeconds() + n)],
            Accepted = ones,
            Refused = ones,
            Refusals = new Dictionary<string, IReadOnlyList<double?>> { ["sold_out"] = [.. ones.Select(n => n * 2)] },
            P50Ms = ones,
            P95Ms = ones,
            P99Ms = rising,
            Depth = [.. Enumerable.Range(0, seconds).Select(n => (long?)n)],
            InFlight = none,
            OldestAgeMs = none,
            DrainedPerSecond = ones,
            DeadLetters = none,
            Connections = [.. Enumerable.Repeat((int?)0, seconds)],
        };
    }

    private static DashboardTick Tick(BalanceLight light) => new()
    {
        At = At,
        Depth = 0,
        InFlight = 0,
        OldestAgeMs = 0,
        DeadLetters = 0,
        DrainedPerSecond = 0,
        Retrying = 0,
        Connections = 0,
        Accepted = 0,
        Refused = 0,
        Refusals = new Dictionary<string, double>(),
        P50Ms = null,
        P95Ms = null,
        P99Ms = null,
        Light = light,
        Stores = [],
        Instances = [],
        Sales = [],
    };

    private static DashboardSale Sale(bool? balanced) => new()
    {
        SaleId = "s",
        Slug = "lamp",
        Name = "Lamp",
        State = SaleState.Live,
        Total = 1_500,
        Available = 1_185,
        Held = 70,
        Sold = 245,
        Watchers = 0,
        Accepted = 0,
        Refused = 0,
        Refusals = new Dictionary<string, double>(),
        P50Ms = null,
        P95Ms = null,
        P99Ms = null,
        SoldOutInSeconds = null,
        Balanced = balanced,
        BalanceReason = null,
        BalancedAt = null,
        OpensAt = At,
        ClosesAt = At,
    };
}
