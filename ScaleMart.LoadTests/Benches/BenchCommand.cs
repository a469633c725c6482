using System.Text.Json;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Rows;
using ScaleMart.LoadTests.Benches.Stage;
using ScaleMart.LoadTests.Processes;

namespace ScaleMart.LoadTests.Benches;

/// <summary>
/// The verb <c>bench</c>: measures, prints each row when it has it, and writes all of them to <c>artifacts/bench</c>. Its exit code
/// says whether it could measure, never whether a goal was reached: a shared machine may be busy.
/// </summary>
public static class BenchCommand
{
    private static readonly IBenchRow[] Rows =
    [
        new NoopRow(), new AcceptedRow(), new AofRow(), new SoldOutRow(), new LatencyRow(), new LedgerRow(), new WatchersRow(), new DashboardsRow(), new PagesRow(), new GarnetRow(), new ProcessesRow(),
        new BatchRow(), new DrainRow(), new SignInRow(),
    ];
    private static readonly JsonSerializerOptions Written = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>What stands behind the word <c>bench</c>, or the word by which this program runs another part of the stage.</summary>
    public static bool Knows(IReadOnlyList<string> arguments) => arguments is ["bench", ..] or [EmptyApp.Verb, _];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments is [EmptyApp.Verb, var address]) return await EmptyApp.ServeAsync(address);
        var names = Rows.Select(r => r.Name).ToArray();
        if (arguments.Contains("--list") || arguments.Contains("--help"))
        {
            Console.WriteLine($"{BenchOptions.Usage}\n\nRows: {string.Join(" ", names)}");
            return 0;
        }

        BenchOptions options;
        try
        {
            options = BenchOptions.Parse([.. arguments.Skip(1)], names);
        }
        catch (FormatException fault)
        {
            Console.Error.WriteLine($"{fault.Message}\n\n{BenchOptions.Usage}");
            return 2;
        }

        return await MeasureAsync(options);
    }

    private static async Task<int> MeasureAsync(BenchOptions options)
    {
        var ground = await Ground.ReadAsync(options);
        foreach (var line in ground.Lines()) Console.WriteLine(line);
        List<Finding> findings = [];
        List<string> failed = [];
        await using var bench = new Bench(options);
        foreach (var row in Rows.Where(r => options.Rows.Contains(r.Name)))
        {
            try
            {
                var found = await row.RunAsync(bench);
                Console.WriteLine();
                foreach (var line in found.SelectMany(f => f.Lines())) Console.WriteLine(line);
                Console.WriteLine();
                findings.AddRange(found);
            }
            catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException or FormatException)
            {
                // One row that could not be measured takes nothing from the others, and the run ends with a code that says so.
                Console.Error.WriteLine($"{row.Name} could not be measured: {fault.Message}");
                failed.Add(row.Name);
            }
        }

        await WriteAsync(ground, findings);
        Console.WriteLine("In the end, ratios first:");
        foreach (var finding in findings) Console.WriteLine(finding.Lines().First());
        foreach (var name in failed) Console.WriteLine($"{name}: not measured");
        return failed.Count == 0 ? 0 : 1;
    }

    private static async Task WriteAsync(Ground ground, IReadOnlyList<Finding> findings)
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts", "bench")).FullName;
        var file = Path.Combine(folder, $"bench-{ground.At:yyyyMMdd-HHmmss}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { ground, findings }, Written));
        Console.WriteLine($"Written: {Path.GetRelativePath(Repository.Root, file)}");
    }
}
