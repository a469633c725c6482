using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Reports;

namespace ScaleMart.Web.Tests.LoadTests.Reports;

/// <summary>A run of so many seconds as a report holds it, made up and always the same.</summary>
internal static class SampleRun
{
    public static RunReport Of(int seconds = 40, int stock = 500, Judgement? verdict = null) => new()
    {
        Scenario = "rush",
        Engine = "open, 400/s",
        Started = new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.Zero),
        TookSeconds = seconds,
        Machine = new Machine("Debian GNU/Linux 12", "x64", "a CPU", 2, 8L << 30, ".NET 10.0.12", "workstation, concurrent"),
        Versions = new Versions("1.0.0", "1.0.0", "7.0.15", "0123456789abcdef0123456789abcdef01234567", "clean"),
        Settings = new Dictionary<string, string> { ["shoppers"] = "2000", ["stock"] = $"{stock}", ["limit"] = "1", ["rate"] = "400/s" },
        Totals = new Totals(seconds * 400, seconds * 400, stock, new Dictionary<string, int>
        {
            ["202"] = stock,
            ["409 sold_out"] = (seconds * 360) - stock,
            ["409 limit_reached"] = seconds * 25,
            ["429 rate_limited"] = seconds * 13,
            ["no answer, cut off"] = seconds * 2,
        }),
        Steps = [Step("buy", seconds * 360, 4), Step("sale page", seconds * 40, 9), new StepRow("pay", 0, 0, null, [])],
        Seconds = [.. Enumerable.Range(0, seconds).Select(n => Second(n, stock))],
        Verdict = verdict ?? new Judgement(CheckState.Kept, "The shop kept its word: 500 accepted orders, each told once and in the ledger; 500 of 500 units with shoppers, none too many and none lost.",
            [
                new Check("oversold", "0 units", "0 units: 500 of 500 are with shoppers", CheckState.Kept),
                new Check("undersold", "0 units", "0 for sale, 500 with shoppers, of 500", CheckState.Kept),
                new Check("per-customer limit", "at most 1 units", "at most 1", CheckState.Kept),
                new Check("rate limit", "of one shopper at most 10, and 10 a minute more", "7 attempts at most passed of one shopper", CheckState.Kept),
                new Check("true refusals", "no sold_out or limit_reached that the end contradicts", "–", CheckState.NotApplicable, "Orders ended during the run, and units that came back excuse an earlier refusal."),
            ], [], 0),
        Driver = new DriverRow(31.4, seconds * 400, 3, 10),
    };

    private static StepRow Step(string name, int count, double middle) => new(name, count, count / 180,
        new LatencyRow(middle / 3, middle, middle * 2, middle * 3, middle * 7, middle * 22, middle * 40, middle * 1.4),
        [.. new[] { 0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 100 }.Select((p, n) => new LatencyPoint(p, middle / 3 * Math.Pow(1.64, n)))]);

    private static SecondRow Second(int second, int stock)
    {
        var accepted = Math.Max(0, Math.Min(120, stock - (second * 120)));
        var answers = 400 + (int)(60 * Math.Sin(second / 3.0));
        // A second without an answer, as when the shop stands still.
        if (second == 20) return new SecondRow(second, 0, 0, new Dictionary<string, int>(), 380, null, null, 900);
        var left = Math.Max(0, stock - ((second + 1) * 120));
        var outcomes = new Dictionary<string, int> { ["202"] = accepted, ["409 sold_out"] = answers - accepted - 40, ["409 limit_reached"] = 25, ["429 rate_limited"] = 13, ["503 unavailable"] = 2 };
        var p99 = 20 + (15 * Math.Abs(Math.Sin(second / 2.0))) + (second == 21 ? 900 : 0);
        return new SecondRow(second, answers, accepted, outcomes, 12 + (second % 5), new SecondLatency(4 + (second % 3), 12 + (second % 4), p99, p99 * 2), new StockRow(left, stock - left, 0), 900 + second);
    }
}
