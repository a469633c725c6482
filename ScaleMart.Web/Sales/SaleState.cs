namespace ScaleMart.Web.Sales;

/// <summary>What a sale is to a shopper. The first that applies wins: ended, paused, scheduled, sold out, live.</summary>
public enum SaleState
{
    Scheduled,
    Live,
    Paused,
    SoldOut,
    Ended,
}
