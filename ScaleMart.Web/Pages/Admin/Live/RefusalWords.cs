namespace ScaleMart.Web.Pages.Admin.Live;

/// <summary>Why orders are refused, as the shop's meters name it and as an operator reads it.</summary>
public static class RefusalWords
{
    /// <summary>The most telling first.</summary>
    public static IReadOnlyList<(string Word, string Label)> All { get; } =
    [
        ("sold_out", "Sold out"),
        ("limit_reached", "Limit reached"),
        ("rate_limited", "Rate limited"),
        ("address_limited", "Address limited"),
        ("not_open", "Not open yet"),
        ("paused", "Paused"),
        ("closed", "Closed"),
        ("invalid", "Above the limit"),
        ("idempotency_mismatch", "Key used before"),
        ("unavailable", "Could not answer"),
    ];
}
