using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ScaleMart.LoadTests.Processes;

/// <summary>
/// What this program must not leave behind: when it is told to stop (SIGINT, SIGTERM, SIGHUP) or ends by a fault, its children
/// are killed and then its folders deleted, and no more are made. A <c>kill -9</c> of this program is beyond it.
/// </summary>
internal static class Interruption
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Entry, Process> Children = [];
    private static readonly Dictionary<Entry, string> Folders = [];

    // Kept, since a registration ends when it is collected. The signal's own effect, the end of the program, follows.
    private static readonly PosixSignalRegistration[] Signals =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ => CleanUp()))];

    private static bool _ending;

    static Interruption() => AppDomain.CurrentDomain.ProcessExit += (_, _) => CleanUp();

    /// <summary>Starts a child; the second is to be disposed of once it has ended.</summary>
    public static (Process Process, IDisposable Entry) Start(ProcessStartInfo start)
    {
        var entry = new Entry();
        lock (Gate)
        {
            RefuseIfEnding();
            return (Children[entry] = Process.Start(start)!, entry);
        }
    }

    /// <summary>Makes a folder; the second is to be disposed of once it is gone.</summary>
    public static (string Path, IDisposable Entry) MakeFolder()
    {
        var entry = new Entry();
        lock (Gate)
        {
            RefuseIfEnding();
            return (Folders[entry] = Directory.CreateTempSubdirectory("scalemart-").FullName, entry);
        }
    }

    private static void RefuseIfEnding()
    {
        if (_ending) throw new InvalidOperationException("This program is ending.");
    }

    private static void CleanUp()
    {
        lock (Gate)
        {
            if (_ending) return;
            _ending = true;
            foreach (var process in Children.Values) Kill(process);
            foreach (var path in Folders.Values) TemporaryFolder.Delete(path);
        }
    }

    private static void Kill(Process process)
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

    private sealed class Entry : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                Children.Remove(this);
                Folders.Remove(this);
            }
        }
    }
}
