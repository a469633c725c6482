using System.Globalization;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>A sale's form: what was typed, field by field under the contract's names, and what of it cannot be read.</summary>
public sealed class SaleForm(IReadOnlyDictionary<string, string> typed)
{
    private const string NoPicture = "/images/placeholder.svg";

    /// <summary>What each field is called on the form.</summary>
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["product.name"] = "Name",
        ["product.description"] = "Description",
        ["product.imageUrl"] = "Picture",
        ["unitPrice"] = "Price of one",
        ["listPrice"] = "List price",
        ["currency"] = "Currency",
        ["quantity"] = "Pieces",
        ["perCustomerLimit"] = "Limit per person",
        ["holdSeconds"] = "Hold, in seconds",
        ["opensAt"] = "Opens at (UTC)",
        ["closesAt"] = "Closes at (UTC)",
    };

    private readonly Dictionary<string, string> _faults = [];

    /// <summary>What is wrong, by field; the first that was said about a field stays.</summary>
    public IReadOnlyDictionary<string, string> Faults => _faults;

    public string this[string field] => typed.GetValueOrDefault(field, "");

    /// <summary>The field as it is drawn: labelled, filled in, and with its fault.</summary>
    public Field Field(string name) => new(name, Labels[name], this[name]) { Fault = _faults.GetValueOrDefault(name), Autocomplete = "off" };

    public static SaleForm Of(IFormCollection form) => new(form.ToDictionary(f => f.Key, f => f.Value.ToString().Trim()));

    /// <summary>A new sale's form: one per person, opening at the next full hour, for one hour.</summary>
    public static SaleForm Fresh(DateTimeOffset now)
    {
        var opens = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.UtcDateTime.Hour + 1);
        return new(new Dictionary<string, string>
        {
            ["currency"] = "EUR",
            ["perCustomerLimit"] = "1",
            ["opensAt"] = Clock.Local(opens),
            ["closesAt"] = Clock.Local(opens.AddHours(1)),
        });
    }

    public static SaleForm Of(ShelfSale shown)
    {
        var (sale, stock) = shown;
        return new(new Dictionary<string, string>
        {
            ["product.name"] = sale.Product.Name,
            ["product.description"] = sale.Product.Description,
            ["product.imageUrl"] = sale.Product.ImageUrl,
            ["unitPrice"] = Figure(stock.UnitPrice),
            ["listPrice"] = Figure(sale.ListPrice),
            ["currency"] = sale.Currency,
            ["quantity"] = Figure(sale.Quantity),
            ["perCustomerLimit"] = Figure(stock.PerCustomerLimit),
            ["opensAt"] = Clock.Local(stock.OpensAt),
            ["closesAt"] = Clock.Local(stock.ClosesAt),
            ["holdSeconds"] = Figure(stock.HoldSeconds),
        });
    }

    /// <summary>
    /// The draft that was typed. With <paramref name="before"/>, a field that reads as it did is left out, and so is one that
    /// the form did not have: an edit asks for what was changed, and for nothing else.
    /// </summary>
    public SaleDraft Draft(SaleForm? before = null)
    {
        bool Asked(string field) => before is null || (typed.ContainsKey(field) && this[field] != before[field]);
        string? Text(string field) => Asked(field) ? this[field] : null;
        int? Count(string field) => Asked(field) ? Whole(field) : null;
        return new SaleDraft
        {
            Product = new ProductDraft(Text("product.name"), Text("product.description"), Text("product.imageUrl") is { } picture ? picture.Length > 0 ? picture : NoPicture : null),
            UnitPrice = Asked("unitPrice") ? Amount("unitPrice") : null,
            ListPrice = Asked("listPrice") ? Amount("listPrice") : null,
            Currency = Text("currency")?.ToUpperInvariant(),
            Quantity = Count("quantity"),
            PerCustomerLimit = Count("perCustomerLimit"),
            OpensAt = Asked("opensAt") ? Moment("opensAt") : null,
            ClosesAt = Asked("closesAt") ? Moment("closesAt") : null,
            HoldSeconds = before is null && this["holdSeconds"].Length == 0 ? null : Count("holdSeconds"),
        };
    }

    /// <summary>Faults that the rooms below found; they call fields by the contract's names, people know them by their labels.</summary>
    public void Add(IReadOnlyDictionary<string, string>? faults)
    {
        foreach (var (field, words) in faults ?? new Dictionary<string, string>())
            _faults.TryAdd(field, $"{Labels.GetValueOrDefault(field, field)} {Labels.Aggregate(words, (w, l) => w.EndsWith(" " + l.Key, StringComparison.Ordinal) ? w[..^l.Key.Length] + $"“{l.Value}”" : w)}.");
    }

    private decimal? Amount(string field) =>
        decimal.TryParse(this[field], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : Unread<decimal>(field, "an amount like 19.99, with a point");

    private int? Whole(string field) =>
        int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : Unread<int>(field, "a whole number");

    private DateTimeOffset? Moment(string field) =>
        DateTimeOffset.TryParse(this[field], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : Unread<DateTimeOffset>(field, "a date and a time, in UTC");

    private T? Unread<T>(string field, string words) where T : struct
    {
        _faults.TryAdd(field, $"{Labels[field]}: write {words}.");
        return null;
    }

    private static string Figure(decimal amount) => amount.ToString("0.####", CultureInfo.InvariantCulture);
}
