namespace ScaleMart.Web.Sales;

/// <summary>What an admin asks a sale to be: the input of create and edit, in the contract's own shape.</summary>
public sealed record SaleDraft
{
    public ProductDraft? Product { get; init; }
    public decimal? UnitPrice { get; init; }
    public decimal? ListPrice { get; init; }
    public string? Currency { get; init; }
    public int? Quantity { get; init; }
    public int? PerCustomerLimit { get; init; }
    public DateTimeOffset? OpensAt { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Seconds that a hold lasts; absent: the configured default.</summary>
    public int? HoldSeconds { get; init; }

    /// <summary>What is wrong with it, by field in camelCase ("product.name"); empty when it can become a sale.</summary>
    public IReadOnlyDictionary<string, string> Faults() => SaleFaults.Of(this);

    /// <summary>This draft with every absent field filled in from the sale: an edit as the whole that it would make.</summary>
    public SaleDraft Over(Sale sale) => new()
    {
        Product = new ProductDraft(
            Product?.Name ?? sale.Product.Name, Product?.Description ?? sale.Product.Description, Product?.ImageUrl ?? sale.Product.ImageUrl),
        UnitPrice = UnitPrice ?? sale.UnitPrice,
        ListPrice = ListPrice ?? sale.ListPrice,
        Currency = Currency ?? sale.Currency,
        Quantity = Quantity ?? sale.Quantity,
        PerCustomerLimit = PerCustomerLimit ?? sale.PerCustomerLimit,
        OpensAt = OpensAt ?? sale.OpensAt,
        ClosesAt = ClosesAt ?? sale.ClosesAt,
        HoldSeconds = HoldSeconds ?? sale.HoldSeconds,
    };
}

/// <summary>The product's part of a draft.</summary>
public sealed record ProductDraft(string? Name, string? Description, string? ImageUrl);
