using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Queue;

/// <summary>What queues and dead letters say, in the words of the back office.</summary>
public static class Words
{
    private const int Longest = 160;

    /// <summary>A reason as it fits into a row of a table; the ledger may have said much more.</summary>
    public static string Brief(string reason) => reason.Length <= Longest ? reason : $"{reason[..Longest].TrimEnd()}…";

    /// <summary>A state of an order, told of a shopper and not to one.</summary>
    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Held => "Held",
        OrderStatus.Paying => "Paying",
        OrderStatus.Confirmed => "Paid",
        OrderStatus.Cancelled => "Cancelled",
        OrderStatus.Expired => "Expired",
        OrderStatus.Refunded => "Refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
