using ScaleMart.LoadTests;
using ScaleMart.LoadTests.Benches;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Reports;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;

if (BenchCommand.Knows(args)) return await BenchCommand.RunAsync(args);

if (args.Contains("--help"))
{
    Console.WriteLine(LoadOptions.Usage);
    return 0;
}

LoadOptions options;
try
{
    options = LoadOptions.Parse(args is ["dashboards", .. var rest] ? rest : args);
}
catch (FormatException fault)
{
    Console.Error.WriteLine($"{fault.Message}\n\n{LoadOptions.Usage}");
    return 2;
}

try
{
    return args is ["dashboards", ..] ? await DashboardBench.RunAsync(options) : await RunAsync(options);
}
catch (Exception fault) when (fault is HttpRequestException or IOException or FormatException or InvalidOperationException)
{
    // Not the shop's word that was broken: the run could not be made, and this says why.
    Console.Error.WriteLine($"No verdict: {fault.Message}");
    return 2;
}

static async Task<int> RunAsync(LoadOptions options)
{
    var anyone = ShopClient.At(options.Url);
    var crowd = await Crowd.GatherAsync(anyone, options);
    var saleId = options.Sale ?? await SaleMaker.MakeAsync(crowd.Admin, options.Stock, options.Limit);
    Console.WriteLine($"sale        {saleId}, {crowd.Shoppers.Count} shoppers, {options.Lanes} lanes");

    var tenth = Math.Max(1, options.Attempts / 10);
    var engine = new Engine(options.Lanes) { OnDone = done => { if (done % tenth == 0) Console.WriteLine($"            {done} of {options.Attempts} answered"); } };
    var rush = new Rush(crowd.Shoppers, saleId);
    var run = await engine.RunAsync(options.Attempts, rush.AttemptAsync);
    foreach (var line in Report.Lines(run)) Console.WriteLine(line);

    var settled = await rush.SettleAsync(run.Attempts, TimeSpan.FromMinutes(1));
    var evidence = await Evidence.GatherAsync(crowd.Shoppers, crowd.Admin, saleId, settled, TimeSpan.FromMinutes(1));
    var faults = Verdict.Faults(settled, evidence);
    Console.WriteLine($"in the end  {evidence.Orders.Count(o => o.Live)} orders live, {evidence.Orders.Count(o => o.Recorded)} in the ledger, {evidence.Audit.Available} of {evidence.Stock} units left");
    foreach (var fault in faults.Take(50)) Console.WriteLine($"FAULT       {fault}");
    Console.WriteLine(faults.Count == 0 ? "VERDICT     kept: every answer agrees with its shopper's orders, and the audit with both" : $"VERDICT     broken: {faults.Count} faults");
    return faults.Count == 0 ? 0 : 1;
}
