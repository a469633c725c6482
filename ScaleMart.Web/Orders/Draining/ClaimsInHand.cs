using System.Collections.Concurrent;

namespace ScaleMart.Web.Orders.Draining;

/// <summary>
/// The sales of which this process's drain is moving orders to the ledger just now. Redis has its claims, and a Redis that was lost has none:
/// a rebuild that reads the ledger before such a write has ended would sell its orders' units again.
/// </summary>
public sealed class ClaimsInHand
{
    private readonly ConcurrentDictionary<string, int> _sales = new();

    public bool Any(string saleId) => _sales.GetValueOrDefault(saleId) > 0;

    /// <summary>To be said before Redis is asked for a claim: its answer may arrive when Redis is gone.</summary>
    public void Begin(string saleId) => _sales.AddOrUpdate(saleId, 1, (_, n) => n + 1);

    public void End(string saleId) => _sales.AddOrUpdate(saleId, 0, (_, n) => n - 1);
}
