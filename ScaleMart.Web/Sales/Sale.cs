namespace ScaleMart.Web.Sales;

/// <summary>What a sale sells.</summary>
public sealed record Product(string Id, string Name, string Description, string ImageUrl);

/// <summary>
/// A sale as the catalogue keeps it. The quantity, times, limit and price here are those it was made with or edited to;
/// while it runs, Redis holds the terms that decide.
/// </summary>
public sealed record Sale
{
    public required string Id { get; init; }
    public required string Slug { get; init; }
    public required Product Product { get; init; }
    public required decimal UnitPrice { get; init; }
    public required decimal ListPrice { get; init; }

    /// <summary>ISO 4217, three capital letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Units at the beginning, before any restock.</summary>
    public required int Quantity { get; init; }
    public required int PerCustomerLimit { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }
    public required int HoldSeconds { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
