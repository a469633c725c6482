using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Sales;

/// <summary>A sale as one visitor sees it, with what they have of it.</summary>
public sealed record SaleView(ShelfSale Shown, Share Share)
{
    /// <summary>What the shopper should know before figures that may not be true any more.</summary>
    public Notice? Doubt => Shown.Stock is { IsStale: true, State: not SaleState.Ended }
        ? new("The stock is not certain just now", "The counter is not answering. These are the last figures we have; try to reserve, and you will hear how it really stands.", "wait")
        : null;
}
