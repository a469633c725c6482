using System.Globalization;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>What those who watch live may expect when a run is over: to be connected still, and to see what is really left.</summary>
public static class Onlookers
{
    // The shop repeats itself every fifteen seconds, and more slowly to many.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Check>> JudgeAsync(Stage stage, SaleLog sale)
    {
        if (stage.Gallery is not { Watchers.Count: > 0 and var all } gallery) return [];
        var open = gallery.Open;
        var left = (await stage.Crowd.Admin.SaleAsync(sale.SaleId)).Body.GetProperty("stock").GetProperty("available").GetInt32();
        var wrong = await gallery.WrongAsync(left, Patience);
        return
        [
            Of("live connections held", all, open, ""),
            Of("watchers see the stock", all, all - wrong.Count, wrong.Count == 0 ? "" : $"{left} units are left, and the first of the others sees {wrong[0].Available}."),
        ];
    }

    private static Check Of(string name, int all, int seen, string why) => new(
        name, all.ToString(CultureInfo.InvariantCulture), seen.ToString(CultureInfo.InvariantCulture), seen == all ? CheckState.Kept : CheckState.Broken, why);
}
