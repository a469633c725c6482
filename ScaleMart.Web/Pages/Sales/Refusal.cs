using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Sales;

/// <summary>Why an attempt to order came to nothing, in words for the one who tried, and the status that goes with it.</summary>
public sealed record Refusal(int Status, Notice Notice)
{
    public static Refusal Of(PlaceResult result, ShelfSale shown) => result.Outcome switch
    {
        PlaceOutcome.AboveLimit => new(400, new("That is more than one person may have", $"At most {shown.Stock.PerCustomerLimit:N0} per person in this sale.")),
        PlaceOutcome.SoldOut when shown.Stock.Held > 0 => new(409, new("Someone was faster", $"Every piece is held or sold. {shown.Stock.Held:N0} may still come back: keep this page and press again.", "wait")),
        PlaceOutcome.SoldOut => new(409, new("Sold out", "There are not that many left. Nothing was taken from you.")),
        PlaceOutcome.LimitReached => new(409, new("You have your share already", "Together with what you hold or bought, this would be more than one person may have.", "", "/orders", "See my orders")),
        PlaceOutcome.NotOpen => new(409, new("Not open yet", $"It opens {Clock.Moment(shown.Stock.OpensAt, shown.Stock.At)}. This page will still be here.", "wait")),
        PlaceOutcome.Paused => new(409, new("Paused for a moment", "Nothing is being sold right now. Press again in a little while.", "wait")),
        PlaceOutcome.Closed => new(409, new("This sale has ended", "Nothing was taken.", "", "/", "See what is on now")),
        PlaceOutcome.KeyMismatch => new(422, new("This form has been used", "It reserved another quantity for you a moment ago. Look there first; or press again for a new order.", "", "/orders", "See my orders")),
        PlaceOutcome.RateLimited => new(429, new("Slower, please", $"Those were many tries in a short time. Press again in {Wait(result)}.", "wait")),
        PlaceOutcome.Unavailable => new(503, new("The counter is not answering", $"Press again in {Wait(result)}: you will not get it twice. A piece may already be held for you.", "wait", "/orders", "Look in my orders")),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result.Outcome, "Not a refusal."),
    };

    /// <summary>Whole seconds for the Retry-After header; null when there is no use in waiting for a given time.</summary>
    public static int? RetryAfter(PlaceResult result) => result.RetryAfter is { } wait ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : null;

    private static string Wait(PlaceResult result) => Clock.Words(RetryAfter(result) ?? 1);
}
