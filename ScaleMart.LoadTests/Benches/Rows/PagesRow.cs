using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>
/// What people with browsers look at, and the step that buys: sign-in cookie, antiforgery, the form's POST with its redirect, and
/// the order's page that it leads to. In a shop with the demo's sales, and one more.
/// </summary>
public sealed class PagesRow : IBenchRow
{
    private const int People = 500, Connections = 64;

    public string Name => "pages";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        bench.Say($"{Name}  starting a shop with the demo's sales, and signing {People} people in");
        await using var shop = await BenchShop.OpenAsync(new Dictionary<string, string> { ["Demo:Seed"] = "true" });
        var visitors = await Visitor.ManyAsync(shop.Web, People);
        var slug = await SlugAsync(shop, await shop.SaleAsync());
        var orders = await OrdersAsync(shop, visitors, slug);
        var phases = new Phases(shop, bench.Options.Slice);

        Func<Task<Drive>> Visits(string name, IEnumerable<string> lines)
        {
            var file = Path.Combine(shop.Folder, name);
            File.WriteAllLines(file, lines);
            return phases.Visit(file, Connections);
        }

        Func<Task<Drive>> SignedIn(string name, string path) => Visits(name, visitors.Select(v => $"{path}\t{v.Cookies}"));
        var shoppers = Path.Combine(shop.Folder, "shoppers");
        File.WriteAllLines(shoppers, visitors.Select(v => $"{v.Cookies}\t{v.FormToken}"));
        var turns = await bench.TakeTurnsAsync(
            Name,
            ("no-op", phases.Noop(Connections)),
            ("home, signed out", Visits("home", ["/\t"])),
            ("home, signed in", SignedIn("home-in", "/")),
            ("sale, signed out", Visits("sale", [$"/sales/{slug}\t"])),
            ("sale, signed in", SignedIn("sale-in", $"/sales/{slug}")),
            ("buy form", SignedIn("form", $"/sales/{slug}/buy")),
            ("buy form sent", async () => await phases.Press(await SlugAsync(shop, await shop.SaleAsync()), shoppers, Connections)()),
            ("order's page", Visits("orders", orders.Zip(visitors, (path, visitor) => $"{path}\t{visitor.Cookies}"))));
        return [.. turns.Drives.Keys.Where(k => k != "no-op").Select(page => turns.Compare($"{page} ÷ no-op", page, "no-op", "requests/s", "requests/s"))];
    }

    private static async Task<string> SlugAsync(BenchShop shop, string sale) => (await shop.Web.Anyone.SaleAsync(sale)).Word("slug");

    // One order each, by the page: what its POST leads to.
    private static async Task<IReadOnlyList<string>> OrdersAsync(BenchShop shop, IReadOnlyList<Visitor> visitors, string slug)
    {
        List<string> paths = [];
        foreach (var visitor in visitors) paths.Add(await visitor.BuyAsync(shop.Web, slug));
        return paths;
    }
}
