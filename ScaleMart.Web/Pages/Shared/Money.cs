using System.Globalization;

namespace ScaleMart.Web.Pages.Shared;

/// <summary>How an amount is written: the sign in front where everyone knows it, else the currency's code.</summary>
public static class Money
{
    private static readonly HashSet<string> WithoutCents = ["JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "PYG", "UGX"];

    public static string Write(decimal amount, string currency)
    {
        var whole = WithoutCents.Contains(currency) && decimal.Truncate(amount) == amount;
        var figure = Math.Abs(amount).ToString(whole ? "N0" : "N2", CultureInfo.InvariantCulture);
        var sign = amount < 0 ? "−" : "";
        return currency switch
        {
            "EUR" => $"{sign}€{figure}",
            "GBP" => $"{sign}£{figure}",
            "USD" => $"{sign}${figure}",
            _ => $"{sign}{currency} {figure}",
        };
    }

    /// <summary>"59% off", rounded down so that it never promises too much; empty when there is nothing off.</summary>
    public static string Off(decimal price, decimal listPrice) =>
        listPrice > 0 && (int)((listPrice - price) * 100 / listPrice) is > 0 and var percent ? $"{percent}% off" : "";
}
