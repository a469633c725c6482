using System.Collections.Concurrent;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// What each order's owner was told when they paid or cancelled, and whether the order ended so: paid is confirmed, given back is
/// cancelled, and what came too late has expired. Of two that exclude each other only one may have been told.
/// </summary>
public sealed class Fates
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _told = new();

    /// <summary>How many orders have a word.</summary>
    public int Count => _told.Count;

    public void Paid(string order, Answer answer) => Tell(order, answer switch
    {
        { Status: 200 or 202 } => "confirmed",
        { Code: "hold_expired" } => "expired",
        // Declined, or not known: it says nothing of the end.
        _ => null,
    });

    public void Cancelled(string order, Answer answer) => Tell(order, answer.Status == 200 ? "cancelled" : null);

    /// <summary>Whatever the shop said of an order and did not keep. Those of whom nothing was said may be held, expired, or what an answer that got lost made of them.</summary>
    public IReadOnlyCollection<string> Broken(IReadOnlyList<SeenOrder> orders)
    {
        var seen = orders.ToLookup(o => o.Id, o => o.Status);
        return
        [
            .. _told.Where(t => t.Value.Distinct().Count() > 1).Select(t => $"The owner of order {t.Key} was told {string.Join(" and ", t.Value.Distinct())}."),
            .. _told.Where(t => t.Value.Distinct().Count() == 1 && seen[t.Key].FirstOrDefault() is var end && end != t.Value.First()).Select(t => $"The owner of order {t.Key} was told {t.Value.First()}, and it is {seen[t.Key].FirstOrDefault() ?? "gone"}."),
        ];
    }

    private void Tell(string order, string? end)
    {
        if (end is not null) _told.GetOrAdd(order, _ => new()).Enqueue(end);
    }
}
