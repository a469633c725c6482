using ScaleMart.Web.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Sales;

public sealed class SaleDraftTests
{
    public static TheoryData<string, SaleDraft> Spoilt()
    {
        var good = Drafts.Good();
        SaleDraft Named(string? name) => good with { Product = good.Product! with { Name = name } };
        SaleDraft Described(string? text) => good with { Product = good.Product! with { Description = text } };
        SaleDraft Pictured(string? url) => good with { Product = good.Product! with { ImageUrl = url } };
        return new TheoryData<string, SaleDraft>
        {
            { "product", good with { Product = null } },
            { "product.name", Named(null) },
            { "product.name", Named("  ") },
            { "product.name", Named(new string('n', 121)) },
            { "product.name", Named("lamp\u0007") },
            { "product.description", Described(null) },
            { "product.description", Described(new string('d', 2001)) },
            { "product.description", Described("a\0b") },
            { "product.imageUrl", Pictured(null) },
            { "product.imageUrl", Pictured("") },
            { "product.imageUrl", Pictured("http://example.org/lamp.svg") },
            { "product.imageUrl", Pictured("//example.org/lamp.svg") },
            { "product.imageUrl", Pictured("/\\example.org/lamp.svg") },
            { "product.imageUrl", Pictured("javascript:alert(1)") },
            { "product.imageUrl", Pictured("images/lamp.svg") },
            { "unitPrice", good with { UnitPrice = null } },
            { "unitPrice", good with { UnitPrice = 0 } },
            { "unitPrice", good with { UnitPrice = -1 } },
            { "unitPrice", good with { UnitPrice = 1.999m } },
            { "unitPrice", good with { UnitPrice = 1_000_000.01m } },
            { "listPrice", good with { ListPrice = null } },
            { "listPrice", good with { ListPrice = 19.98m } },
            { "listPrice", good with { ListPrice = 49.001m } },
            { "currency", good with { Currency = null } },
            { "currency", good with { Currency = "eur" } },
            { "currency", good with { Currency = "EURO" } },
            { "quantity", good with { Quantity = null } },
            { "quantity", good with { Quantity = 0 } },
            { "quantity", good with { Quantity = 1_000_001 } },
            { "perCustomerLimit", good with { PerCustomerLimit = null } },
            { "perCustomerLimit", good with { PerCustomerLimit = 0 } },
            { "perCustomerLimit", good with { PerCustomerLimit = 501 } },
            { "perCustomerLimit", good with { Quantity = 5000, PerCustomerLimit = 1001 } },
            { "opensAt", good with { OpensAt = null } },
            { "opensAt", good with { OpensAt = DateTimeOffset.MinValue } },
            { "closesAt", good with { ClosesAt = null } },
            { "closesAt", good with { ClosesAt = Drafts.Now } },
            { "closesAt", good with { ClosesAt = DateTimeOffset.MaxValue } },
            { "holdSeconds", good with { HoldSeconds = 9 } },
            { "holdSeconds", good with { HoldSeconds = 86_401 } },
        };
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_spoilt_field_is_named_and_no_other(string field, SaleDraft draft) => Assert.Equal([field], draft.Faults().Keys);

    [Fact]
    public void A_good_draft_has_no_faults_at_either_edge()
    {
        var good = Drafts.Good();
        Assert.Empty(good.Faults());
        Assert.Empty((good with { HoldSeconds = null }).Faults());
        Assert.Empty((good with { UnitPrice = 0.01m, ListPrice = 0.01m, Quantity = 1, PerCustomerLimit = 1, HoldSeconds = 10 }).Faults());
        Assert.Empty((good with { UnitPrice = 1_000_000m, ListPrice = 1_000_000.00m, Quantity = 1_000_000, PerCustomerLimit = 1000, HoldSeconds = 86_400 }).Faults());
        Assert.Empty((good with { Product = new ProductDraft(new string('n', 120), "two\nlines", "https://example.org/lamp.svg") }).Faults());
    }

    [Fact]
    public void An_empty_draft_names_all_that_is_missing() => Assert.Equal(
        ["closesAt", "currency", "listPrice", "opensAt", "perCustomerLimit", "product", "quantity", "unitPrice"],
        new SaleDraft().Faults().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void An_edit_keeps_what_it_does_not_name()
    {
        var sale = Drafts.Sale();
        var edit = new SaleDraft { Product = new ProductDraft("Halo floor lamp", null, null), PerCustomerLimit = 3 };

        var edited = sale.With(edit);

        Assert.Empty(edit.Over(sale).Faults());
        Assert.Equal(sale with { PerCustomerLimit = 3, Product = sale.Product with { Name = "Halo floor lamp" } }, edited);
    }

    [Fact]
    public void A_sale_takes_the_default_hold_and_times_in_utc()
    {
        var opens = new DateTimeOffset(2030, 5, 6, 9, 0, 0, TimeSpan.FromHours(2));
        var sale = Sale.From(Drafts.Good() with { HoldSeconds = null, OpensAt = opens }, Drafts.Now, 77);

        Assert.Equal((77, TimeSpan.Zero, opens), (sale.HoldSeconds, sale.OpensAt.Offset, sale.OpensAt));
        Assert.Equal((12, 12, "halo-desk-lamp"), (sale.Id.Length, sale.Product.Id.Length, sale.Slug));
    }
}
