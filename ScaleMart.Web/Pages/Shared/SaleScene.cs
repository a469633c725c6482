using Microsoft.AspNetCore.Html;
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

    /// <summary>The attributes of a part that is seen in these scenes of its sale only: <c>data-when="live held"</c>, and <c>hidden</c> in every other.</summary>
    public static IHtmlContent When(string scenes, StockLevel stock)
    {
        var now = Of(stock);
        foreach (var scene in scenes.AsSpan().Split(' '))
        {
            if (scenes.AsSpan(scene).SequenceEqual(now)) return new HtmlString($"data-when=\"{scenes}\"");
        }

        return new HtmlString($"data-when=\"{scenes}\" hidden");
    }
}
