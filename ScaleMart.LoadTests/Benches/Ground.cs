using System.Globalization;
using System.Runtime.InteropServices;
using ScaleMart.LoadTests.Benches.Stage;
using ScaleMart.LoadTests.Processes;
using ScaleMart.LoadTests.Reports;

namespace ScaleMart.LoadTests.Benches;

/// <summary>What a run stood on. Programs that are not there are named so.</summary>
public sealed record Ground(DateTimeOffset At, Machine Machine, string Kernel, string Redis, string Wrk, string Commit, string Build, string TieredPgo, int Rounds, double SliceSeconds, IReadOnlyDictionary<string, string> Settings)
{
    private const int Digits = 7;

    public static async Task<Ground> ReadAsync(BenchOptions options) => new(
        TimeProvider.System.GetUtcNow(), Machine.Read(), RuntimeInformation.OSDescription,
        await FirstLineAsync("redis-server", "--version"), await FirstLineAsync("wrk", "-v"), Built(Versions.Read()), Repository.Configuration,
        Environment.GetEnvironmentVariable("DOTNET_TieredPGO") is "0" ? "off" : "on", options.Rounds, options.Slice.TotalSeconds, BenchShop.Settings);

    public IEnumerable<string> Lines()
    {
        yield return Line($"machine     {Machine.Cpu}, {Machine.Cores} cores, {Machine.MemoryBytes / (1 << 30)} GiB, shared by the shop, its Redis and the driver");
        yield return Line($"software    {Kernel}; {Machine.Runtime}; {Redis}; {Wrk}");
        yield return Line($"shop        commit {Commit}, {Build} build, TieredPGO {TieredPgo}, garbage collection {Machine.GarbageCollection}");
        yield return Line($"settings    {string.Join(", ", Settings.Select(s => $"{s.Key}={s.Value}"))}; all else as it comes");
        yield return Line($"run         {Rounds} rounds of {SliceSeconds:0} s a phase, phases in turn; {BenchShop.People:N0} users, a fresh Idempotency-Key on every order; medians, in brackets the quartiles");
        if (Build != "Release") yield return "BEWARE      this is not a Release build: its figures say nothing";
        yield return "";
    }

    // The one that this program was built from: the checkout may have moved on since.
    private static string Built(Versions versions) => $"{versions.Commit[..Math.Min(versions.Commit.Length, Digits)]}{(versions.Tree == "changed" ? " with changes" : "")}";

    private static async Task<string> FirstLineAsync(string program, params string[] arguments)
    {
        try
        {
            await using var child = Child.Start(program, arguments);
            await child.ExitAsync();
            return child.Lines.FirstOrDefault() ?? "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"no {program}";
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
