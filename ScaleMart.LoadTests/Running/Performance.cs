using System.Diagnostics;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Reports;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Running;

/// <summary>One scenario from the gathering of the crowd to the verdict, at a shop that runs already.</summary>
public sealed class Performance(Card card, LoadOptions options, IEngine engine, Screen screen)
{
    /// <summary>Names what Redis the shop is on, where that is known.</summary>
    public string Redis { get; init; } = Versions.Unknown;

    /// <exception cref="InvalidOperationException">The run could not be made; the message says why.</exception>
    /// <exception cref="HttpRequestException">The shop is away.</exception>
    public async Task<RunReport> RunAsync(CancellationToken stop = default)
    {
        var anyone = options.Urls.Select(url => ShopClient.At(url, options.Sockets)).ToArray();
        try
        {
            await ReadyAsync(anyone);
            var crowd = await Crowd.GatherAsync(anyone, options, screen);
            await using var renewal = new Renewal(anyone[0], crowd.Guests);
            var report = await PlayAsync(new Stage(options, crowd, anyone, new Meter(TimeProvider.System), screen), stop);
            await Reception.KeepAsync(options.Accounts, crowd.Guests.Skip(1));
            return report;
        }
        finally
        {
            foreach (var door in anyone) door.Http.Dispose();
        }
    }

    private async Task<RunReport> PlayAsync(Stage stage, CancellationToken stop)
    {
        await using var scenario = card.PutOn(stage);
        screen.Say("scenario", $"{card.Name}: {card.Sentence}");
        screen.Say("load", $"{options.Workload}; {options.Shoppers} shoppers, {options.Stock} units, {options.Limit} each; {engine.Name}");
        await scenario.PrepareAsync();

        var started = TimeProvider.System.GetUtcNow();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var progress = new Progress(stage);
        using var over = new CancellationTokenSource();
        var showing = progress.ShowAsync(over.Token);
        EngineRun run;
        try
        {
            run = await engine.RunAsync(options.Workload, stage.Meter, scenario.PlayAsync, stop);
        }
        finally
        {
            await over.CancelAsync();
            await showing;
        }

        var driver = Account.Driver(Process.GetCurrentProcess().TotalProcessorTime - cpu, stage.Meter.Now, run);
        if (run.Late + run.NeverBegun > 0)
            screen.Say("late", $"{run.Late} iterations began more than {OpenModel.Tolerance.TotalMilliseconds:0} ms after they were due and {run.NeverBegun} never: {options.InFlight} may be under way at once, or this machine was too busy; the wait is in their latencies");
        screen.Say("settling", "asking again for every outcome that is unknown, and reading everybody's orders back");
        await scenario.SettleAsync();
        var steps = Account.Steps(stage.Meter);
        var verdict = await Court.JudgeAsync(stage, scenario, steps.FirstOrDefault(s => s.Name == Meter.Buy)?.Latency);
        foreach (var remark in scenario.Remarks()) screen.Say("note", remark);
        return new RunReport
        {
            Scenario = card.Name,
            Engine = $"{engine.Name}; {options.Workload}",
            Started = started,
            TookSeconds = stage.Meter.Measured.TotalSeconds,
            Machine = Machine.Read(),
            Versions = Versions.Read(redis: Redis),
            Settings = Knobs.Settings(options),
            Totals = Account.Totals(stage.Meter, stage.Sales),
            Steps = steps,
            Seconds = Account.Seconds(stage.Meter, progress),
            Verdict = verdict,
            Driver = driver,
        };
    }

    private static async Task ReadyAsync(IEnumerable<ShopClient> doors)
    {
        foreach (var door in doors)
        {
            var ready = await Answer.OrNoneAsync(() => door.GetAsync("/healthz/ready"));
            if (ready.Status == 0) throw new InvalidOperationException($"Nobody answers at {door.Http.BaseAddress}.");
            if (ready.Status != 200) throw new InvalidOperationException($"The shop at {door.Http.BaseAddress} says that it is not ready: {ready}");
        }
    }
}
