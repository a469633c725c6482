using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Orders;

/// <summary>Why paying or cancelling did not happen, in words for the one who tried, and the status that goes with it.</summary>
public sealed record CheckoutRefusal(int Status, Notice Notice)
{
    public static CheckoutRefusal Of(CheckoutOutcome outcome) => outcome switch
    {
        CheckoutOutcome.Declined => new(402, new("The card was declined", "Nothing was charged, and your piece is still held. Try another card while the clock runs.")),
        CheckoutOutcome.HoldExpired => new(409, new("Too late by a moment", "The hold had run out before the payment began. Nothing was charged.")),
        CheckoutOutcome.NotPayable => new(409, new("This order cannot be paid", "Nothing was charged. Below is how it stands now.")),
        CheckoutOutcome.NotCancellable => new(409, new("This order cannot be cancelled any more", "Below is how it stands now.")),
        CheckoutOutcome.Unavailable => new(503, new("The counter is not answering", "We could not reach it, and do not know whether it heard. Try again in a moment: you will not pay twice.", "wait")),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };
}
