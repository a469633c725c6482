namespace ScaleMart.Web.Sales;

/// <summary>Looks a draft over, field by field, and words what is wrong for the person who filled it in.</summary>
internal sealed class SaleFaults
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, string> _found = [];

    public static IReadOnlyDictionary<string, string> Of(SaleDraft draft)
    {
        var faults = new SaleFaults();
        faults.LookAt(draft.Product);
        faults.LookAtMoney(draft);
        faults.LookAtUnits(draft);
        faults.LookAtTimes(draft);
        return faults._found;
    }

    private void LookAt(ProductDraft? product)
    {
        if (Missing("product", product)) return;
        if (!Missing("product.name", product!.Name))
        {
            var name = product.Name!;
            if (string.IsNullOrWhiteSpace(name) || name.Length > SaleLimits.Name) Add("product.name", $"must have 1 to {SaleLimits.Name} characters");
            else if (name.Any(char.IsControl)) Add("product.name", "must not contain control characters");
        }

        if (!Missing("product.description", product.Description))
        {
            var description = product.Description!;
            if (description.Length > SaleLimits.Description) Add("product.description", $"must have at most {SaleLimits.Description} characters");
            else if (description.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) Add("product.description", "must not contain control characters");
        }

        if (!Missing("product.imageUrl", product.ImageUrl) && !IsImageUrl(product.ImageUrl!))
            Add("product.imageUrl", "must be a path of this shop that starts with \"/\", or an https address, of at most " + $"{SaleLimits.ImageUrl} characters");
    }

    private void LookAtMoney(SaleDraft draft)
    {
        var unit = Money("unitPrice", draft.UnitPrice);
        var list = Money("listPrice", draft.ListPrice);
        if (unit && list && draft.ListPrice < draft.UnitPrice) Add("listPrice", "must be at least unitPrice");
        if (!Missing("currency", draft.Currency) && !(draft.Currency!.Length == 3 && draft.Currency.All(char.IsAsciiLetterUpper)))
            Add("currency", "must be three capital letters, such as EUR");
    }

    private void LookAtUnits(SaleDraft draft)
    {
        var quantity = Within("quantity", draft.Quantity, 1, SaleLimits.Quantity);
        if (Within("perCustomerLimit", draft.PerCustomerLimit, 1, SaleLimits.PerCustomer) && quantity && draft.PerCustomerLimit > draft.Quantity)
            Add("perCustomerLimit", "must be at most quantity");
        if (draft.HoldSeconds is not null) Within("holdSeconds", draft.HoldSeconds, SaleLimits.ShortestHold, SaleLimits.LongestHold);
    }

    private void LookAtTimes(SaleDraft draft)
    {
        var opens = Time("opensAt", draft.OpensAt);
        var closes = Time("closesAt", draft.ClosesAt);
        if (opens && closes && draft.ClosesAt <= draft.OpensAt) Add("closesAt", "must be later than opensAt");
    }

    private bool Money(string field, decimal? amount)
    {
        if (Missing(field, amount)) return false;
        if (amount is <= 0 or > SaleLimits.Price) return Add(field, FormattableString.Invariant($"must be more than 0 and at most {SaleLimits.Price:N0}"));
        return decimal.Round(amount!.Value, 2) == amount || Add(field, "must have at most two decimals");
    }

    private bool Within(string field, int? number, int least, int most) =>
        !Missing(field, number) && ((number >= least && number <= most) || Add(field, FormattableString.Invariant($"must be {least:N0} to {most:N0}")));

    private bool Time(string field, DateTimeOffset? at) =>
        !Missing(field, at) && ((at >= Earliest && at < Latest) || Add(field, "must lie in the years 2000 to 2099"));

    private bool Missing(string field, object? value)
    {
        if (value is null) Add(field, "is missing");
        return value is null;
    }

    private bool Add(string field, string fault)
    {
        _found[field] = fault;
        return false;
    }

    private static bool IsImageUrl(string url)
    {
        if (url.Length is 0 or > SaleLimits.ImageUrl || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '\\' or '"' or '<' or '>')) return false;
        // "//elsewhere" is an address on another host, though it starts like a path.
        if (url[0] == '/') return !url.StartsWith("//", StringComparison.Ordinal);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.Host.Length > 0;
    }
}
