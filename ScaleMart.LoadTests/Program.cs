using ScaleMart.LoadTests;
using ScaleMart.LoadTests.Benches;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Reports;
using ScaleMart.LoadTests.Running;
using ScaleMart.LoadTests.Scenarios;

if (BenchCommand.Knows(args)) return await BenchCommand.RunAsync(args);

var word = args.FirstOrDefault() ?? "--help";
var card = Playbill.Find(word);
if (args.Length == 0 || args.Any(a => a is "--help" or "-h" or "-?"))
{
    Console.WriteLine(Help.Of(card));
    return 0;
}

LoadOptions options;
try
{
    if (card is null) throw new FormatException(word.StartsWith('-') ? $"Name a scenario first, before {word}." : $"{word} is not a scenario.");
    options = LoadOptions.Parse([.. args.Skip(1)], card.Defaults(new LoadOptions()));
}
catch (FormatException fault)
{
    Console.Error.WriteLine($"{fault.Message}\nScenarios: {string.Join(", ", Playbill.All.Select(c => c.Name))}. All options: {(card is null ? "" : $"{card.Name} ")}--help");
    return 2;
}

var screen = Screen.Console;
try
{
    await using var own = options.Urls.Count == 0 ? await OwnShop.StartAsync(options, screen) : null;
    options = own?.Options ?? options;
    var report = await new Performance(card, options, Engine(options), screen) { Redis = own?.Redis ?? Versions.Unknown }.RunAsync();
    foreach (var line in ReportLines.Of(report)) screen.Say(line);
    if (options.Report is { } folder) screen.Say("report", (await ReportFiles.WriteAsync(report, folder)).Html);
    return report.Verdict.Exit;
}
catch (Exception fault) when (fault is HttpRequestException or IOException or FormatException or InvalidOperationException or UnauthorizedAccessException)
{
    // Not the shop's word that was broken: the run could not be made, and this says why.
    Console.Error.WriteLine($"No verdict: {fault.Message}");
    return 2;
}

#if NBOMBER
static IEngine Engine(LoadOptions options) => new NBomberEngine(options.Report ?? "reports");
#else
static IEngine Engine(LoadOptions options) => new HdrEngine();
#endif
