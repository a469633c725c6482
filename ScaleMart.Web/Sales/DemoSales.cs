namespace ScaleMart.Web.Sales;

/// <summary>What a demo shop sells: three sales that run, one about to end, three still to come.</summary>
public static class DemoSales
{
    /// <summary>The drafts, timed from now on; none has faults.</summary>
    public static IReadOnlyList<SaleDraft> At(DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddMinutes(Math.Floor(now.UtcDateTime.TimeOfDay.TotalMinutes));
        var tomorrow = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        var friday = tomorrow.AddDays(1 + (((int)DayOfWeek.Friday - (int)tomorrow.AddDays(1).DayOfWeek + 7) % 7));
        return
        [
            Draft("Halo desk lamp", "halo-desk-lamp", "A ring of warm light on a single stem. Dims to one percent; remembers where you left it.",
                19.99m, 49m, 500, 1, minute.AddMinutes(-15), minute.AddHours(3)),
            Draft("Drift chair", "drift-chair", "Bent ash and a woven seat that gives a little. Stacks four high; arrives in one piece.",
                89m, 229m, 25, 1, minute.AddMinutes(-40), minute.AddDays(1)),
            Draft("Tide kettle", "tide-kettle", "Boils a litre in four minutes and pours like a thin river. Holds any degree from 40 up.",
                44.5m, 110m, 2_000, 3, minute.AddHours(-6), minute.AddDays(14)),
            Draft("Ember mug, pair", "ember-mug", "Two mugs of the first firing, in ash and rust. What is left of it goes now.",
                39m, 110m, 60, 2, minute.AddHours(-2), minute.AddMinutes(10)),
            Draft("Ember mug", "ember-mug", "Stoneware with a thumb's rest and a glaze that is never twice the same.",
                24m, 60m, 300, 2, minute.AddMinutes(72), minute.AddHours(26)),
            Draft("Hush headphones", "hush-headphones", "Forty hours of quiet. Folds flat, charges in ten minutes for a day.",
                79m, 189m, 1_000, 1, tomorrow.AddHours(9), tomorrow.AddHours(21)),
            Draft("Field pack 18 l", "field-pack", "Waxed cotton, one zip, no straps that dangle. Fits under a seat.",
                39m, 98m, 450, 2, friday.AddHours(18), friday.AddDays(2)),
        ];
    }

    private static SaleDraft Draft(
        string name, string image, string description, decimal unitPrice, decimal listPrice, int quantity, int limit, DateTimeOffset opens, DateTimeOffset closes) => new()
        {
            Product = new ProductDraft(name, description, $"/images/products/{image}.svg"),
            UnitPrice = unitPrice,
            ListPrice = listPrice,
            Currency = "EUR",
            Quantity = quantity,
            PerCustomerLimit = limit,
            OpensAt = opens,
            ClosesAt = closes,
        };
}
