using System.Globalization;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Acts;

/// <summary>A sale's terms between Redis's fields and <see cref="SaleTerms"/>.</summary>
internal static class TermsLine
{
    /// <summary>The fields that hold them, in the order in which <see cref="Read"/> takes their values.</summary>
    public static readonly RedisValue[] Fields = ["terms", "quantity", "total", "switch", "opens", "closes", "limit", "hold", "offer"];

    public static SaleTerms Read(string saleId, IReadOnlyList<string> values, IEnumerable<KeyValuePair<string, string>> restocks)
    {
        var offer = values[8].Split('\t', 3);
        return new SaleTerms
        {
            SaleId = saleId,
            Version = long.Parse(values[0], CultureInfo.InvariantCulture),
            Quantity = Number(values[1]),
            Switch = values[3],
            OpensAt = RecordLine.Time(values[4]),
            ClosesAt = RecordLine.Time(values[5]),
            PerCustomerLimit = Number(values[6]),
            HoldSeconds = Number(values[7]) / 1000,
            UnitPrice = decimal.Parse(offer[0], CultureInfo.InvariantCulture),
            Currency = offer[1],
            ProductName = offer[2],
            Restocks = ReadRestocks(restocks),
        };
    }

    public static IReadOnlyList<Restock> ReadRestocks(IEnumerable<KeyValuePair<string, string>> entries) => [.. entries.Select(Restock).OrderBy(r => r.At)];

    public static HashEntry[] Write(SaleTerms terms) =>
    [
        new("terms", terms.Version), new("quantity", terms.Quantity), new("total", terms.Total), new("switch", terms.Switch),
        new("opens", RecordLine.Milliseconds(terms.OpensAt)), new("closes", RecordLine.Milliseconds(terms.ClosesAt)),
        new("limit", terms.PerCustomerLimit), new("hold", terms.HoldSeconds * 1000),
        new("offer", RecordLine.Offer(terms.UnitPrice, terms.Currency, terms.ProductName)),
    ];

    public static string RestockLine(Restock restock) =>
        string.Join('\t', restock.Units.ToString(CultureInfo.InvariantCulture), RecordLine.Milliseconds(restock.At), restock.Who, restock.Reason);

    private static Restock Restock(KeyValuePair<string, string> entry)
    {
        var column = entry.Value.Split('\t', 4);
        return new Restock(entry.Key, Number(column[0]), RecordLine.Time(column[1]), column[2], column[3]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
