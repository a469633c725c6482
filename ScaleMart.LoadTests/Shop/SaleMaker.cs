namespace ScaleMart.LoadTests.Shop;

/// <summary>Makes a sale for a run, open at once and for a day unless told otherwise.</summary>
public static class SaleMaker
{
    /// <summary>The new sale's id; its holds last longer than any run.</summary>
    /// <exception cref="InvalidOperationException">The shop refused; the message is its answer.</exception>
    public static async Task<string> MakeAsync(ShopClient admin, int stock, int limit) =>
        (await MakeAsync(admin, stock, limit, TimeProvider.System.GetUtcNow().AddMinutes(-1), 3600)).Word("id");

    /// <summary>The new sale as the contract's <c>sale</c>. <paramref name="opensAt"/> by the shop's clock.</summary>
    /// <exception cref="InvalidOperationException">The shop refused; the message is its answer.</exception>
    public static async Task<Answer> MakeAsync(ShopClient admin, int stock, int limit, DateTimeOffset opensAt, int holdSeconds)
    {
        var made = await admin.PostAsync("/api/admin/sales", new
        {
            product = new { name = "Load test lamp", description = "Sold to programs only.", imageUrl = "/images/products/halo-desk-lamp.svg" },
            unitPrice = 19.5m,
            listPrice = 39m,
            currency = "EUR",
            quantity = stock,
            perCustomerLimit = Math.Min(limit, stock),
            opensAt,
            closesAt = opensAt.AddDays(1),
            holdSeconds,
        });
        return made.Status == 201 ? made : throw new InvalidOperationException($"No sale could be made: {made}");
    }
}
