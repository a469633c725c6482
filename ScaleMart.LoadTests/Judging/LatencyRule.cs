using System.Globalization;

namespace ScaleMart.LoadTests.Judging;

/// <summary>The latency goals of a run, each a check; none without goals.</summary>
internal static class LatencyRule
{
    public static IEnumerable<Ruling> Of(IReadOnlyList<LatencyGoal> goals, LatencyRow? buys)
    {
        foreach (var goal in goals)
        {
            var (name, expected) = ($"latency {Percentile(goal.Percentile)}", $"at most {Milliseconds(goal.Milliseconds)}");
            yield return buys is null
                ? Ruling.NotSeen(name, expected, "No attempt to buy was answered.")
                : Ruling.On(name, expected, buys.At(goal.Percentile) is var seen && seen > goal.Milliseconds
                    ? [$"{Percentile(goal.Percentile)} of the buys' latency is {Milliseconds(seen)}, {expected} was asked."] : [], Milliseconds(seen));
        }
    }

    private static string Percentile(double percentile) => string.Create(CultureInfo.InvariantCulture, $"p{percentile}");

    private static string Milliseconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");
}
