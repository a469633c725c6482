using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;

namespace ScaleMart.Web.Pages.Admin.Orders;

/// <summary>How orders are spoken of in the back office: the shop's words, not the shopper's.</summary>
public static class OrderWords
{
    public static StateTag Tag(OrderStatus status) => status switch
    {
        OrderStatus.Held => new("wait", "Held"),
        OrderStatus.Paying => new("now", "Paying"),
        OrderStatus.Confirmed => new("good", "Confirmed"),
        OrderStatus.Cancelled => new("gone", "Cancelled"),
        OrderStatus.Expired => new("gone", "Expired"),
        _ => new("gone", "Refunded"),
    };

    /// <summary>A line of the timeline.</summary>
    public static string Told(string happened) => happened switch
    {
        "held" => "Held",
        "paying" => "Payment begun",
        "declined" => "Payment declined",
        "confirmed" => "Confirmed",
        "cancelled" => "Cancelled",
        "expired" => "Expired",
        "late" => "Charged too late: the money goes back",
        "refunding" => "Refund begun",
        "refunded" => "Refunded",
        _ => happened,
    };

    public static string Of(ChargeState? state) => state switch
    {
        null => "no answer from the gateway",
        ChargeState.None => "the gateway never heard of it",
        ChargeState.Pending => "pending",
        ChargeState.Charged => "charged",
        ChargeState.Declined => "declined",
        ChargeState.Voided => "void",
        _ => "refunded",
    };

    public static string Of(QueueWord word) => word switch
    {
        { Place: QueuePlace.Nowhere } => "Not in the queue",
        { Place: QueuePlace.Queued } => "Queued for the ledger",
        { Place: QueuePlace.Claimed } => $"Claimed by {word.Worker}, its lease ends {Clock.Second(word.At!.Value)}",
        { Place: QueuePlace.Retrying } => $"Refused {Times(word.Attempts)}, next try {Clock.Second(word.At!.Value)}",
        _ => $"Dead letter after {Times(word.Attempts)}, the last {Clock.Exact(word.At!.Value)}",
    };

    /// <summary>The e-mail where the shop knows one, else the id that the token gave.</summary>
    public static string Whose(string userId, IReadOnlyDictionary<string, Accounts.Account> known) => known.GetValueOrDefault(userId)?.Email ?? userId;

    private static string Times(int attempts) => attempts == 1 ? "once" : $"{attempts} times";
}
