using System.Globalization;
using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales.Drafting;

/// <summary>A sale's form: what was typed, field by field under the contract's names, its times in a zone, and what of it cannot be read.</summary>
public sealed class SaleForm(IReadOnlyDictionary<string, string> typed, Zone zone)
{
    private const string NoPicture = "/images/placeholder.svg";
    private readonly Dictionary<string, string> _faults = [];

    /// <summary>What is wrong, by field; the first that was said about a field stays.</summary>
    public IReadOnlyDictionary<string, string> Faults => _faults;

    /// <summary>The zone that the times are typed in.</summary>
    public Zone Zone => zone;

    public string this[string field] => typed.GetValueOrDefault(field, "");

    /// <summary>What was typed under the names of a sale's fields.</summary>
    public IReadOnlyDictionary<string, string> Fields => FieldNames.Labels.Keys.Where(typed.ContainsKey).ToDictionary(f => f, f => typed[f]);

    /// <summary>The field as it is drawn: labelled, filled in, and with its fault.</summary>
    public Field Field(string name) => new(name, FieldNames.Label(name, zone), this[name]) { Fault = _faults.GetValueOrDefault(name), Autocomplete = "off" };

    /// <summary>What a time is in UTC, or what else is to be known of it; empty while it cannot be read.</summary>
    public string Beside(string field) => zone.Read(this[field]) switch
    {
        { Note: { } note } => $"{note}.",
        { At: { } at } => zone.IsUtc ? "" : $"{Clock.Exact(at)}",
        _ => "",
    };

    /// <summary>As it was posted; times are in the zone that they were typed in, whatever zone is chosen now.</summary>
    public static SaleForm Of(IFormCollection form, Zone own) =>
        new(form.ToDictionary(f => f.Key, f => f.Value.ToString().Trim()), Zone.Find(form["typedIn"]) ?? own);

    /// <summary>A new sale's form: one per person, opening at the next full hour, for one hour.</summary>
    public static SaleForm Fresh(DateTimeOffset now, Zone zone)
    {
        var opens = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.UtcDateTime.Hour + 1);
        return new(new Dictionary<string, string>
        {
            [FieldNames.Currency] = "EUR",
            [FieldNames.Limit] = "1",
            [FieldNames.Opens] = zone.Local(opens),
            [FieldNames.Closes] = zone.Local(opens.AddHours(1)),
        }, zone);
    }

    /// <summary>Another sale like this one: the same length, opening at the next full hour.</summary>
    public static SaleForm Like(ShelfSale shown, DateTimeOffset now, Zone zone)
    {
        var (fresh, same) = (Fresh(now, zone), Of(shown, zone));
        var length = shown.Sale.ClosesAt - shown.Sale.OpensAt;
        var opens = zone.Read(fresh[FieldNames.Opens]).At!.Value;
        return new(new Dictionary<string, string>(same.Fields) { [FieldNames.Opens] = zone.Local(opens), [FieldNames.Closes] = zone.Local(opens + length) }, zone);
    }

    public static SaleForm Of(ShelfSale shown, Zone zone)
    {
        var (sale, stock) = shown;
        return new(new Dictionary<string, string>
        {
            [FieldNames.Name] = sale.Product.Name,
            [FieldNames.Description] = sale.Product.Description,
            [FieldNames.Picture] = sale.Product.ImageUrl,
            [FieldNames.Price] = Figure(stock.UnitPrice),
            [FieldNames.ListPrice] = Figure(sale.ListPrice),
            [FieldNames.Currency] = sale.Currency,
            [FieldNames.Quantity] = Figure(sale.Quantity),
            [FieldNames.Limit] = Figure(stock.PerCustomerLimit),
            [FieldNames.Opens] = zone.Local(stock.OpensAt),
            [FieldNames.Closes] = zone.Local(stock.ClosesAt),
            [FieldNames.Hold] = Figure(stock.HoldSeconds),
        }, zone);
    }

    /// <summary>The same, with every field that this form did not have taken from another of its zone.</summary>
    public SaleForm Over(SaleForm before) => new(FieldNames.Labels.Keys.ToDictionary(f => f, f => typed.GetValueOrDefault(f) ?? before[f]), zone);

    /// <summary>The same with its times in another zone; a time that nobody touched is taken from the sale, which knows it best.</summary>
    public SaleForm In(Zone other, ShelfSale? shown = null)
    {
        var moved = new Dictionary<string, string>(typed);
        var (here, there) = shown is null ? (null, null) : (Of(shown, zone), Of(shown, other));
        foreach (var field in typed.Keys.Where(FieldNames.IsTime))
        {
            if (here?[field] == this[field]) moved[field] = there![field];
            else if (zone.Read(this[field]).At is { } at) moved[field] = other.Local(at);
        }

        return new SaleForm(moved, other);
    }

    /// <summary>The fields that read otherwise than in that form of the same sale and zone; one that this form does not have reads the same.</summary>
    public IReadOnlyList<string> Changed(SaleForm before) => [.. FieldNames.Labels.Keys.Where(f => typed.ContainsKey(f) && Plain(this[f]) != Plain(before[f]))];

    /// <summary>
    /// The draft that was typed. With <paramref name="before"/>, a field that reads as it did is left out, and so is one that
    /// the form did not have: an edit asks for what was changed, and for nothing else.
    /// </summary>
    public SaleDraft Draft(SaleForm? before = null)
    {
        var changed = before is null ? null : Changed(before);
        bool Asked(string field) => changed?.Contains(field) ?? true;
        string? Text(string field) => Asked(field) ? this[field] : null;
        int? Count(string field) => Asked(field) ? Whole(field) : null;
        return new SaleDraft
        {
            Product = new ProductDraft(Text(FieldNames.Name), Text(FieldNames.Description), Text(FieldNames.Picture) is { } picture ? picture.Length > 0 ? picture : NoPicture : null),
            UnitPrice = Asked(FieldNames.Price) ? Amount(FieldNames.Price) : null,
            ListPrice = Asked(FieldNames.ListPrice) ? Amount(FieldNames.ListPrice) : null,
            Currency = Text(FieldNames.Currency)?.ToUpperInvariant(),
            Quantity = Count(FieldNames.Quantity),
            PerCustomerLimit = Count(FieldNames.Limit),
            OpensAt = Asked(FieldNames.Opens) ? Moment(FieldNames.Opens) : null,
            ClosesAt = Asked(FieldNames.Closes) ? Moment(FieldNames.Closes) : null,
            HoldSeconds = before is null && this[FieldNames.Hold].Length == 0 ? null : Count(FieldNames.Hold),
        };
    }

    /// <summary>Faults that the rooms below found; they call fields by the contract's names, people know them by their labels.</summary>
    public void Add(IReadOnlyDictionary<string, string>? faults)
    {
        foreach (var (field, words) in faults ?? new Dictionary<string, string>())
            _faults.TryAdd(field, $"{FieldNames.Label(field, zone)} {FieldNames.Labels.Keys.Aggregate(words, (w, f) => w.EndsWith(" " + f, StringComparison.Ordinal) ? w[..^f.Length] + $"“{FieldNames.Label(f, zone)}”" : w)}.");
    }

    private decimal? Amount(string field) =>
        decimal.TryParse(this[field], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : Unread<decimal>(field, "write an amount like 19.99, with a point");

    private int? Whole(string field) =>
        int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : Unread<int>(field, "write a whole number");

    private DateTimeOffset? Moment(string field)
    {
        var read = zone.Read(this[field]);
        return read.At ?? Unread<DateTimeOffset>(field, read.Fault!);
    }

    private T? Unread<T>(string field, string words) where T : struct
    {
        _faults.TryAdd(field, $"{FieldNames.Label(field, zone)}: {words}.");
        return null;
    }

    // Browsers send line ends of their own.
    private static string Plain(string text) => text.ReplaceLineEndings("\n");

    private static string Figure(decimal amount) => amount.ToString("0.####", CultureInfo.InvariantCulture);
}
