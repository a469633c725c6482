using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders;

/// <summary>
/// Told of every change of an order, so that somebody upstairs can tell its owner. A hint, never the record: telling takes no
/// time and never fails, and what is told may be lost.
/// </summary>
public interface IOrderAnnouncer
{
    /// <summary>False while nobody is there to hear: then nothing need be read only to be told.</summary>
    bool IsHeard { get; }

    /// <summary>The order as it now stands. <paramref name="recorded"/>: whether the ledger has it in some version; null when the caller does not know.</summary>
    void Announce(OrderRecord order, bool? recorded = null);
}

/// <summary>For a house without an upstairs.</summary>
internal sealed class NobodyListens : IOrderAnnouncer
{
    public bool IsHeard => false;

    public void Announce(OrderRecord order, bool? recorded = null)
    {
        // There is nobody to tell.
    }
}
