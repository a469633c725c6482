namespace ScaleMart.Web.Sales;

/// <summary>How much a sale's fields may hold: <see cref="SaleDraft.Faults"/> judges by these, and forms tell browsers of them.</summary>
public static class SaleLimits
{
    /// <summary>Characters.</summary>
    public const int Name = 120, Description = 2_000, ImageUrl = 500;

    /// <summary>Units, in all and for one customer; there is always at least one.</summary>
    public const int Quantity = 1_000_000, PerCustomer = 1_000;

    /// <summary>Seconds.</summary>
    public const int ShortestHold = 10, LongestHold = 86_400;

    /// <summary>Of one unit, in its currency; more than nothing.</summary>
    public const int Price = 1_000_000;
}
