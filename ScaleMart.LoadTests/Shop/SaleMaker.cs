namespace ScaleMart.LoadTests.Shop;

/// <summary>Makes a sale for a run, open at once and for a day, its holds longer than any run.</summary>
public static class SaleMaker
{
    /// <summary>The new sale's id.</summary>
    /// <exception cref="InvalidOperationException">The shop refused; the message is its answer.</exception>
    public static async Task<string> MakeAsync(ShopClient admin, int stock, int limit)
    {
        var now = TimeProvider.System.GetUtcNow();
        var made = await admin.PostAsync("/api/admin/sales", new
        {
            product = new { name = "Load test lamp", description = "Sold to programs only.", imageUrl = "/images/products/halo-desk-lamp.svg" },
            unitPrice = 19.5m,
            listPrice = 39m,
            currency = "EUR",
            quantity = stock,
            perCustomerLimit = limit,
            opensAt = now.AddMinutes(-1),
            closesAt = now.AddDays(1),
            holdSeconds = 3600,
        });
        return made.Status == 201 ? made.Word("id") : throw new InvalidOperationException($"No sale could be made: {made}");
    }
}
