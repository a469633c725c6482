using System.Globalization;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>What a history came to, for the reader of a test's output.</summary>
/// <param name="Operations">All that was asked.</param>
/// <param name="Unknown">Of those, how many were not answered, or with "nobody knows".</param>
/// <param name="Orders">Orders that somebody was told of.</param>
/// <param name="LongestRefusal">The longest that one shopper waited from the first such answer to the definite one.</param>
/// <param name="LongestSilence">The longest that nobody at all got a definite answer while somebody waited for one.</param>
internal sealed record Figures(int Operations, int Unknown, int Orders, TimeSpan LongestRefusal, TimeSpan LongestSilence)
{
    public static Figures Of(IReadOnlyList<Operation> history) => new(
        history.Count,
        history.Count(o => o.Outcome == Outcome.Unknown),
        history.Where(o => o is { Act: Act.Buy, Outcome: Outcome.Ok }).Select(o => o.OrderId).Distinct().Count(),
        history.GroupBy(o => (o.Act, o.Subject, o.Token)).Select(Longest).DefaultIfEmpty().Max(),
        Longest(history));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Operations} operations, {Unknown} unknown at first, {Orders} orders; longest refusal {LongestRefusal.TotalSeconds:0.0} s, longest silence {LongestSilence.TotalSeconds:0.0} s");

    private static TimeSpan Longest(IEnumerable<Operation> operations)
    {
        var (longest, since) = (TimeSpan.Zero, (TimeSpan?)null);
        foreach (var operation in operations.OrderBy(o => o.Returned))
        {
            if (operation.Outcome == Outcome.Unknown) since ??= operation.Invoked;
            else (longest, since) = (since is { } began && operation.Returned - began > longest ? operation.Returned - began : longest, null);
        }

        return longest;
    }
}
