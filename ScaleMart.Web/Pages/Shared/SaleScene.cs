using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Shared;

/// <summary>
/// What a shopper sees of a sale, in one word. Every word's parts stand on the page, and those of the others are hidden:
/// <c>js/stock.js</c> shows them when the sale moves on, and nothing on the page changes its place.
/// </summary>
public static class SaleScene
{
    public const string Scheduled = "scheduled", Live = "live", Paused = "paused", Held = "held", Gone = "gone", Ended = "ended";

    public static string Of(StockLevel stock) => stock switch
    {
        { State: SaleState.Ended } => Ended,
        { State: SaleState.Paused } => Paused,
        { State: SaleState.Scheduled } => Scheduled,
        { State: SaleState.SoldOut, Held: > 0 } => Held,
        { State: SaleState.SoldOut } => Gone,
        _ => Live,
    };

    /// <summary>Whether a part that belongs to some scenes is hidden in this one.</summary>
    public static bool Hides(string when, string scene) => !when.Split(' ').Contains(scene);
}
