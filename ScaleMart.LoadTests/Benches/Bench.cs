using System.Diagnostics;
using System.Globalization;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches;

/// <summary>What all rows of one run share: its options, the shop that most of them measure, and how phases take turns.</summary>
public sealed class Bench(BenchOptions options) : IAsyncDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private BenchShop? _main;

    public BenchOptions Options => options;

    /// <summary>The shop on redis-server with its append-only file written every second, one web process, ledger in SQLite.</summary>
    public async Task<BenchShop> MainAsync()
    {
        if (_main is not null) return _main;
        Say("starting the shop on redis-server (everysec) and warming it up for 8 s");
        return _main = await BenchShop.OpenAsync();
    }

    /// <summary>
    /// Each phase in turn, round after round, the first time uncounted. Whoever goes first changes, so that nobody has the better
    /// half of every round.
    /// </summary>
    public async Task<Turns> TakeTurnsAsync(string row, params (string Name, Func<Task<Drive>> Run)[] phases)
    {
        var drives = phases.ToDictionary(p => p.Name, _ => new List<Drive>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var (name, run) in round % 2 == 0 ? phases : [.. phases.Reverse()])
            {
                var drive = await run();
                if (round > 0) drives[name].Add(drive);
                Say(string.Create(CultureInfo.InvariantCulture, $"{row}  {(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}  {name}: {Finding.Write(drive.Rate)}   cores: {drive.Cores}"));
            }
        }

        return new Turns(row, drives);
    }

    /// <summary>Progress, with the seconds since the run began.</summary>
    public void Say(string what) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_start).TotalSeconds,6:0} s  {what}"));

    public async ValueTask DisposeAsync()
    {
        if (_main is not null) await _main.DisposeAsync();
    }
}
