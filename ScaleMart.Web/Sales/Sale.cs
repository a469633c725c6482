using ScaleMart.Web.Storage;

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

    /// <summary>A new sale, with ids of its own. The caller has seen that the draft has no faults.</summary>
    public static Sale From(SaleDraft draft, DateTimeOffset now, int defaultHoldSeconds)
    {
        var name = draft.Product!.Name!.Trim();
        return new Sale
        {
            Id = Ids.New(12),
            Slug = Sales.Slug.Of(name),
            Product = new Product(Ids.New(12), name, draft.Product.Description!.Trim(), draft.Product.ImageUrl!),
            UnitPrice = draft.UnitPrice!.Value,
            ListPrice = draft.ListPrice!.Value,
            Currency = draft.Currency!,
            Quantity = draft.Quantity!.Value,
            PerCustomerLimit = draft.PerCustomerLimit!.Value,
            OpensAt = draft.OpensAt!.Value.ToUniversalTime(),
            ClosesAt = draft.ClosesAt!.Value.ToUniversalTime(),
            HoldSeconds = draft.HoldSeconds ?? defaultHoldSeconds,
            CreatedAt = now.ToUniversalTime(),
        };
    }

    /// <summary>This sale as the draft's given fields change it; its ids, its address and its age stay.</summary>
    public Sale With(SaleDraft draft)
    {
        var changed = From(draft.Over(this), CreatedAt, HoldSeconds);
        return changed with { Id = Id, Slug = Slug, Product = changed.Product with { Id = Product.Id } };
    }
}
