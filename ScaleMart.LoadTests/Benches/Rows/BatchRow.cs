using System.Globalization;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>What group commit gives: shops that differ only in how many orders may share one run of the script.</summary>
public sealed class BatchRow : IBenchRow
{
    private const int Few = 64, Crowd = 512;
    private static readonly int[] Sizes = [1, 8, 32, 128, 512];
    private static readonly (int Size, int Connections)[] Measured = [(1, Few), (512, Few), .. Sizes.Select(size => (size, Crowd))];

    public string Name => "batch";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        Dictionary<int, BenchShop> shops = [];
        try
        {
            foreach (var size in Sizes)
            {
                bench.Say($"{Name}  starting a shop whose batches have at most {Text(size)} orders");
                shops[size] = await BenchShop.OpenAsync(new Dictionary<string, string> { ["Orders:ReserveBatchSize"] = Text(size) });
            }

            // Many connections, or the large batches could never be filled; and the 64 of the other rows.
            var turns = await bench.TakeTurnsAsync(Name, [.. Measured.Select(p => (Phase(p.Size, p.Connections), new Phases(shops[p.Size], bench.Options.Slice).Buy(p.Connections)))]);
            return [.. Measured.Where(p => p.Size > 1).Select(p => turns.Compare(
                $"batches of at most {Text(p.Size)} ÷ one script call per order, {Text(p.Connections)} connections", Phase(p.Size, p.Connections), Phase(1, p.Connections), "orders/s", "orders/s"))];
        }
        finally
        {
            foreach (var shop in shops.Values) await shop.DisposeAsync();
        }
    }

    private static string Phase(int size, int connections) => $"at most {Text(size)}, {Text(connections)} connections";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
