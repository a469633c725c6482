using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Sales;

/// <summary>What the visitor has of a sale already, held or bought.</summary>
public sealed record Share(int Units, int Orders, string? NewestOrderId)
{
    public static readonly Share None = new(0, 0, null);

    /// <summary>Orders of one user in one sale, newest first.</summary>
    public static Share Of(IReadOnlyList<OrderRecord> orders)
    {
        var counting = orders.Where(o => o.Status.AreHeld() || o.Status.AreSold()).ToList();
        return new Share(counting.Sum(o => o.Quantity), counting.Count, counting.FirstOrDefault()?.Id);
    }

    /// <summary>They have all that one person may have.</summary>
    public bool IsWhole(StockLevel stock) => Units > 0 && Units >= stock.PerCustomerLimit;
}
