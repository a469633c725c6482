using System.Globalization;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>
/// What buyers keep of their rate while others watch the stock of their sale, what the watchers cost in memory, and how late they
/// hear. Shops alike, each with so many watchers connected all the time; one buys while the others rest.
/// </summary>
public sealed class WatchersRow : IBenchRow
{
    private static readonly int[] Crowds = [0, 1_000, 10_000];
    private static readonly Goal Kept = new(0.95), Memory = new(450, AtMost: true);

    public string Name => "watchers";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        List<WatchedShop> shops = [];
        try
        {
            foreach (var crowd in Crowds)
            {
                bench.Say($"{Name}  starting a shop with {crowd:N0} watchers");
                shops.Add(await WatchedShop.OpenAsync(crowd));
            }

            var turns = await bench.TakeTurnsAsync(Name, [.. shops.Select(shop => (Phase(shop.Crowd), shop.Buy(bench.Options.Slice + TimeSpan.FromSeconds(2))))]);
            return [.. shops.Skip(1).SelectMany(shop => Findings(shop, turns))];
        }
        finally
        {
            foreach (var shop in shops) await shop.DisposeAsync();
        }
    }

    private IEnumerable<Finding> Findings(WatchedShop shop, Turns turns)
    {
        var all = shop.Crowd == Crowds[^1];
        var found = turns.Compare(string.Create(CultureInfo.InvariantCulture, $"accepted orders with {shop.Crowd:N0} watchers ÷ with none"), Phase(shop.Crowd), Phase(0), "orders/s", "orders/s", all ? Kept : null);
        yield return found with { Parts = [.. found.Parts, .. shop.Pushes()] };
        var title = string.Create(CultureInfo.InvariantCulture, $"memory of the web process with {shop.Crowd:N0} connected, while they are told");
        var rest = new Part("connected, before anybody bought", Spread.Of([shop.AtRest]), "MB");
        yield return new Finding(Name, title, Spread.Of(shop.Memory), all ? Memory : null, [rest]) { Unit = "MB" };
    }

    private static string Phase(int crowd) => string.Create(CultureInfo.InvariantCulture, $"{crowd:N0} watchers");
}
