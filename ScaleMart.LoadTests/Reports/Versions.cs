using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace ScaleMart.LoadTests.Reports;

/// <summary>
/// What ran. <c>Commit</c> is the one that this program was built from, as the SDK writes it into the assembly (no git is needed for
/// that, only the repository at build time); <c>Tree</c> says whether the checkout around it was <c>clean</c> or <c>changed</c> when
/// it was asked. Whatever cannot be known is <c>unknown</c>.
/// </summary>
public sealed record Versions(string LoadTests, string Shop, string Redis, string Commit, string Tree)
{
    public const string Unknown = "unknown";

    public static Versions Read(string shop = Unknown, string redis = Unknown)
    {
        var parts = (typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? Unknown).Split('+', 2);
        return new Versions(parts[0], shop, redis, parts.Length > 1 ? parts[1] : Unknown, AskGit());
    }

    private static string AskGit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", AppContext.BaseDirectory, "status", "--porcelain"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var changes = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode != 0 ? Unknown : changes.Length == 0 ? "clean" : "changed";
        }
        catch (Win32Exception)
        {
            // No git on this machine.
            return Unknown;
        }
    }
}
