using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ScaleMart.LoadTests.Processes;

/// <summary>
/// What this program must not leave behind: when it is told to stop (SIGINT, SIGTERM, SIGHUP) or ends by a fault, its children
/// are killed and then its folders deleted. A <c>kill -9</c> of this program is beyond it.
/// </summary>
internal static class Interruption
{
    private static readonly ConcurrentDictionary<Entry, Process> Children = new();
    private static readonly ConcurrentDictionary<Entry, string> Folders = new();

    // Kept, since a registration ends when it is collected. The signal's own effect, the end of the program, follows.
    private static readonly PosixSignalRegistration[] Signals =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ => CleanUp()))];

    static Interruption() => AppDomain.CurrentDomain.ProcessExit += (_, _) => CleanUp();

    /// <summary>To be disposed of once the process has ended.</summary>
    public static IDisposable Child(Process process)
    {
        var entry = new Entry();
        Children[entry] = process;
        return entry;
    }

    /// <summary>To be disposed of once the folder is gone.</summary>
    public static IDisposable Folder(string path)
    {
        var entry = new Entry();
        Folders[entry] = path;
        return entry;
    }

    private static void CleanUp()
    {
        foreach (var (_, process) in Children)
        {
            try
            {
                process.Kill();
                process.WaitForExit(TimeSpan.FromSeconds(5));
            }
            catch (InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }

        foreach (var (_, path) in Folders) TemporaryFolder.Delete(path);
    }

    private sealed class Entry : IDisposable
    {
        public void Dispose()
        {
            Children.TryRemove(this, out _);
            Folders.TryRemove(this, out _);
        }
    }
}
