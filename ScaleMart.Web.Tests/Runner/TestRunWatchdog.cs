using System.Diagnostics;
using System.Globalization;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>
/// A small process that outlives this program and ends what it left behind: see <c>watchdog.sh</c>. <c>./test.sh</c> has one for its whole
/// run; without <c>./test.sh</c>, for instance in an IDE, this program starts its own.
/// </summary>
internal static class TestRunWatchdog
{
    /// <summary>The environment variable that every process of a run carries: the run's temporary folder.</summary>
    public const string Variable = "SCALEMART_TEST_RUN";

    public static string Script { get; } = Repository.PathOf("ScaleMart.Web.Tests", "Runner", "watchdog.sh");

    public static void StartUnlessWatched()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } || !File.Exists("/proc/self/environ")) return;
        var folder = Directory.CreateTempSubdirectory("scalemart-test-").FullName;
        Start(folder, Environment.ProcessId);
        Environment.SetEnvironmentVariable(Variable, folder);
        Environment.SetEnvironmentVariable("TMPDIR", folder);
    }

    /// <summary>Starts one for a process, detached from this program and from its output.</summary>
    public static void Start(string folder, int owner)
    {
        const string Detached = "exec setsid -f bash \"$0\" \"$1\" \"$2\" </dev/null >/dev/null 2>&1";
        var start = new ProcessStartInfo("sh", ["-c", Detached, Script, folder, owner.ToString(CultureInfo.InvariantCulture)]);
        start.Environment.Remove(Variable);
        using var starting = Process.Start(start)!;
        starting.WaitForExit();
    }
}
