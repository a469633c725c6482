using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Judging;

/// <summary>What can be said of the answers alone.</summary>
internal static class AnswerRules
{
    private static readonly HashSet<string> Conflicts = ["sold_out", "limit_reached", "not_open", "paused", "closed"];

    public static IEnumerable<Ruling> Of(History history)
    {
        var attempts = history.Attempts;
        yield return Ruling.On("unknown outcomes", "0, each asked again with its key until it is known",
            attempts.Where(a => a.Unknown).Select(a => $"{a.Shopper} never learned what became of {a.Key} ({a.Outcome})."),
            $"{attempts.Count(a => a.Unknown)} of {attempts.Count} attempts");
        yield return Ruling.On("known answers", $"only {string.Join(", ", history.Expected.Statuses.Order())}",
            attempts.Where(a => !a.Unknown && !IsKnown(a, history.Expected.Statuses)).Select(a => $"{a.Shopper} was answered {a.Outcome} for {a.Key}."),
            string.Join(", ", attempts.CountBy(a => a.Outcome).OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Value} × {o.Key}")));

        var keys = history.Told.GroupBy(a => (a.Shopper, a.Key)).Where(g => g.DistinctBy(a => a.OrderId).Skip(1).Any()).ToList();
        yield return Ruling.On("one order per key", "no key with two orders",
            keys.Select(g => $"{g.Key.Shopper} got several orders for the one key {g.Key.Key}: {string.Join(", ", g.Select(a => a.OrderId).Distinct())}."), $"{keys.Count} keys with several");

        var orders = history.Told.GroupBy(a => a.OrderId).Where(g => g.DistinctBy(a => (a.Shopper, a.Key)).Skip(1).Any()).ToList();
        yield return Ruling.On("one attempt per order", "no order id told to two attempts",
            orders.Select(g => $"Order {g.Key} was given for several attempts: {string.Join(", ", g.Select(a => $"{a.Shopper} {a.Key}"))}."), $"{orders.Count} ids told to several");
    }

    private static bool IsKnown(Attempt attempt, IReadOnlySet<int> statuses) =>
        statuses.Contains(attempt.Status) && (attempt.Status != 409 || Conflicts.Contains(attempt.Code));
}
