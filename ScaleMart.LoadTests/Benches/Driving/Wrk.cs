using System.ComponentModel;
using System.Globalization;
using ScaleMart.LoadTests.Processes;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>
/// Debian's wrk, a closed model: so many connections, each asking again when it has its answer. It has one thread, since the
/// machine's cores are shared with the shop.
/// </summary>
public static class Wrk
{
    /// <summary>Runs to its end.</summary>
    /// <exception cref="InvalidOperationException">There is no wrk, or it fails.</exception>
    public static async Task<WrkSummary> RunAsync(Uri shop, int connections, TimeSpan time, string script)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "requests.lua");
        await File.WriteAllTextAsync(file, script);
        string[] arguments = ["-t1", $"-c{Text(connections)}", $"-d{Text((int)Math.Ceiling(time.TotalSeconds))}s", "--timeout", "10s", "-s", file, shop.ToString()];
        await using var wrk = Start(arguments);
        await wrk.UntilAsync(() => Task.FromResult(wrk.HasEnded), "wrk has ended", time + TimeSpan.FromSeconds(30));
        var code = await wrk.ExitAsync();
        if (code != 0) throw new InvalidOperationException($"wrk ended with {code}:\n{wrk.Output}");
        return WrkSummary.Parse(wrk.Output);
    }

    private static Child Start(string[] arguments)
    {
        try
        {
            return Child.Start("wrk", arguments);
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("There is no wrk: ./bench.sh installs it (Debian: apt-get install wrk).");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
