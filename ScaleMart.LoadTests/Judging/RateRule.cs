using System.Globalization;
using System.Numerics;
using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Judging;

/// <summary>
/// The rate limit, from the clients' own times. When the shop let an attempt pass is not known, only that it was between sending
/// and answer. So a window counts only those that were sent and answered within it, and every window of a shopper is looked at. A token is spent by 202 and <c>limit_reached</c>;
/// <c>sold_out</c> may come from the sold-out flag, before any token, and a repeated 202 costs none: neither is counted.
/// </summary>
internal static class RateRule
{
    /// <summary>So far the shop's clock may run ahead of this one within a window.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(50);

    public static Ruling Of(History history)
    {
        const string Name = "rate limit";
        if (history.Expected.RateLimit is not { } limit) return Ruling.NotAsked(Name, "–", "The run names no rate limit.");
        var shoppers = history.Attempts.Where(a => a.Accepted || a.Code == "limit_reached").GroupBy(a => a.Shopper).Select(g => (Shopper: g.Key, Passes: Passes(g))).ToList();
        return Ruling.On(Name, $"of one shopper at most {limit.Burst}, and {limit.PerMinute} a minute more",
            shoppers.Where(s => s.Passes.Count > limit.Burst).SelectMany(s => TooMany(s.Passes, limit)
                .Select(p => string.Create(CultureInfo.InvariantCulture, $"{s.Shopper} was let through once too often with {p.Pass.Key}: answered when the limit allowed it only {p.Late.TotalSeconds:0.0} s later."))),
            $"{shoppers.Select(s => s.Passes.Count).DefaultIfEmpty().Max()} attempts at most passed of one shopper");
    }

    private static List<Attempt> Passes(IEnumerable<Attempt> attempts) =>
    [
        .. attempts.Where(a => !a.Accepted),
        .. attempts.Where(a => a.Accepted).GroupBy(a => a.Key).Select(g => g.MinBy(a => a.Ended)! with { Sent = g.Min(a => a.Sent) }),
    ];

    /// <summary>
    /// The passes that some window up to their answer has no token for, and how much later it would have had one. By answer, in a tree
    /// over the times of sending whose nodes know how many passes they hold, and for the best beginning of a window in them how many
    /// follow it plus the tokens that had come by then: n passes take n log n.
    /// </summary>
    private static IEnumerable<(Attempt Pass, TimeSpan Late)> TooMany(List<Attempt> passes, RateLimit limit)
    {
        double Tokens(TimeSpan at) => (at - passes[0].Sent).TotalMinutes * limit.PerMinute;
        passes.Sort((a, b) => a.Sent.CompareTo(b.Sent));
        var leaves = (int)BitOperations.RoundUpToPowerOf2((uint)passes.Count);
        var (held, best) = (new int[2 * leaves], new double[2 * leaves]);
        void Set(int pass, int holds)
        {
            var node = leaves + pass;
            (held[node], best[node]) = (holds, Tokens(passes[pass].Sent) + holds);
            while ((node /= 2) > 0)
            {
                held[node] = held[2 * node] + held[(2 * node) + 1];
                best[node] = Math.Max(best[(2 * node) + 1], best[2 * node] + held[(2 * node) + 1]);
            }
        }

        Array.Fill(best, double.NegativeInfinity);
        for (var n = 0; n < passes.Count; n++) Set(n, 0);
        foreach (var n in Enumerable.Range(0, passes.Count).OrderBy(n => passes[n].Ended))
        {
            Set(n, 1);
            var late = TimeSpan.FromMinutes((best[1] - Tokens(passes[n].Ended) - limit.Burst) / limit.PerMinute);
            if (late <= Slack) continue;
            // One too many is said once, not again of all that follow.
            Set(n, 0);
            yield return (passes[n], late);
        }
    }
}
