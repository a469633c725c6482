using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>What shoppers were told of payments and cancellations: it stays so but for a refund, and no order moved that nobody asked to move.</summary>
internal static class Moves
{
    public static IEnumerable<string> Faults(IReadOnlyList<Operation> history, State state)
    {
        var asked = history.Where(o => o.Act != Act.Buy).ToLookup(o => o.OrderId);
        var newest = state.Newest;
        return
        [
            .. asked.SelectMany(o => o).SelectMany(Answers),
            .. asked.Where(o => newest.ContainsKey(o.Key)).SelectMany(o => Told(newest[o.Key], o)),
            .. newest.Values.SelectMany(o => Explained(o, asked[o.Id])),
            .. newest.Values.Where(o => o.Status == OrderStatus.Paying && !state.Lasts(o)).Select(o => $"Order {o.Id} of {o.UserId} is still paying."),
        ];
    }

    private static IEnumerable<string> Answers(Operation asked)
    {
        var known = (asked.Act, asked.Outcome, asked.Status, asked.Code, asked.State) switch
        {
            (_, Outcome.Unknown, _, _, _) => true,
            (Act.Pay, Outcome.Ok, 200, _, "confirmed" or "refunded") => true,
            (Act.Pay, Outcome.Ok, 202, _, _) => true, // It was under way; by the time that the answer was made it may be further.
            (Act.Pay, Outcome.Fail, 402, "payment_declined", _) => true,
            (Act.Pay, Outcome.Fail, 409, "hold_expired" or "not_payable", _) => true,
            (Act.Cancel, Outcome.Ok, 200, _, "cancelled") => true,
            (Act.Cancel, Outcome.Fail, 409, "not_cancellable", _) => true,
            _ => false,
        };
        if (!known) yield return $"{asked.Shopper} was answered {asked.Status} {asked.Code} {asked.State} when asking to {asked.Act} order {asked.OrderId}.";
    }

    private static IEnumerable<string> Told(OrderRecord order, IEnumerable<Operation> asked)
    {
        foreach (var (act, last) in asked.GroupBy(o => (o.Act, o.Token)).Select(g => (g.Key.Act, g.MaxBy(o => o.Returned)!)))
            if (last.Outcome == Outcome.Unknown) yield return $"{last.Shopper} never learned what became of asking to {act} order {order.Id}.";
        foreach (var state in asked.Where(o => o is { Outcome: Outcome.Ok, Status: 200 }).Select(o => o.State).Distinct())
        {
            var refundedSince = state == "confirmed" && order.Status == OrderStatus.Refunded && order.Was("confirmed") && order.Was("refunding");
            if (state != order.Status.Word() && !refundedSince) yield return $"Order {order.Id} of {order.UserId} was told {state} and is {order.Status.Word()}.";
        }
    }

    private static IEnumerable<string> Explained(OrderRecord order, IEnumerable<Operation> asked)
    {
        bool Asked(Act act, Func<Operation, bool>? which = null) => asked.Any(o => o.Act == act && o.Outcome != Outcome.Fail && (which?.Invoke(o) ?? true));
        if (order.Status == OrderStatus.Cancelled && order.Reason.Length == 0 && !Asked(Act.Cancel)) yield return $"Order {order.Id} of {order.UserId} was cancelled by nobody.";
        if (order.Was("confirmed") && !Asked(Act.Pay, o => o.Token != "tok_declined")) yield return $"Order {order.Id} of {order.UserId} was confirmed, and nobody paid.";
        if (order.Was("refunding") && order.Reason.Length == 0) yield return $"Order {order.Id} of {order.UserId} was refunded by nobody.";
        if (order.Was("paying") && !asked.Any(o => o.Act == Act.Pay)) yield return $"Order {order.Id} of {order.UserId} began a payment that nobody asked for.";
        if (order.Timeline is [.., { Event: "held" or "declined" }, { Event: "expired", At: var at }] && at < order.HoldExpiresAt)
            yield return $"Order {order.Id} of {order.UserId} expired before its time.";
        var words = order.Timeline.Select(e => e.Event).Prepend("").ToList();
        foreach (var step in words.Zip(words.Skip(1), (from, to) => $"{from} {to}").Where(step => !Steps.Contains(step)))
            yield return $"Order {order.Id} of {order.UserId} went a way that does not exist: {step}.";
    }

    // Every step that a timeline may take.
    private static readonly HashSet<string> Steps =
    [
        " held", "held cancelled", "held expired", "held paying", "paying declined", "declined paying", "declined cancelled", "declined expired",
        "paying confirmed", "paying expired", "confirmed refunding", "refunding refunded", "expired late", "late refunded",
    ];
}
