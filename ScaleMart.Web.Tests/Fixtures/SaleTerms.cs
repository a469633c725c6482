namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>The body of a request that makes a sale: open now and for a day, ten lamps, two to a customer.</summary>
public sealed record SaleTerms
{
    public ProductTerms Product { get; init; } = new();
    public decimal UnitPrice { get; init; } = 19.5m;
    public decimal ListPrice { get; init; } = 39m;
    public string Currency { get; init; } = "EUR";
    public int Quantity { get; init; } = 10;
    public int PerCustomerLimit { get; init; } = 2;
    public DateTimeOffset OpensAt { get; init; } = TimeProvider.System.GetUtcNow().AddMinutes(-1);
    public DateTimeOffset ClosesAt { get; init; } = TimeProvider.System.GetUtcNow().AddDays(1);
    public int HoldSeconds { get; init; } = 900;

    /// <summary>The same, not open yet, and for a day from then.</summary>
    public SaleTerms OpeningIn(TimeSpan time) =>
        this with { OpensAt = TimeProvider.System.GetUtcNow() + time, ClosesAt = TimeProvider.System.GetUtcNow() + time + TimeSpan.FromDays(1) };
}

/// <summary>The product's part.</summary>
public sealed record ProductTerms
{
    public string Name { get; init; } = "Test lamp";
    public string Description { get; init; } = "Gives light to tests.";
    public string ImageUrl { get; init; } = "/images/products/halo-desk-lamp.svg";
}
