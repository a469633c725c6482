using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ScaleMart.LoadTests.Processes;

/// <summary>
/// A program that this one runs: what it prints is kept, and it ends with its owner or with this program, whichever is first.
/// </summary>
public sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;
    private readonly IDisposable _interruption;

    private Child(ProcessStartInfo start)
    {
        Command = string.Join(' ', start.ArgumentList.Prepend(start.FileName));
        (_process, _interruption) = Interruption.Start(start);
        Id = _process.Id;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Raised for each child when it has started, in the flow of the code that started it.</summary>
    public static event Action<Child>? Started;

    public int Id { get; }

    /// <summary>The program and its arguments.</summary>
    public string Command { get; }

    /// <summary>Asks the system, so that it may be asked afterwards too.</summary>
    public bool IsRunning => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}"));

    public bool HasEnded => _process.HasExited;

    /// <summary>All lines that it has printed so far, errors among them.</summary>
    public IEnumerable<string> Lines => _output;

    public string Output => string.Join('\n', _output);

    /// <summary>User and system time since its start, in steps of a clock tick (10 ms on Linux).</summary>
    public TimeSpan Cpu => Now().TotalProcessorTime;

    public long ResidentBytes => Now().WorkingSet64;

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static Child Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var child = new Child(start);
        Started?.Invoke(child);
        return child;
    }

    /// <summary>Returns when <paramref name="look"/> says yes.</summary>
    /// <exception cref="InvalidOperationException">It ended instead, or nothing came of it in time; the message has its output.</exception>
    public async Task UntilAsync(Func<Task<bool>> look, string what, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await look())
        {
            if (HasEnded) throw new InvalidOperationException($"It ended with {await ExitAsync()} before {what}:\n{Output}");
            if (TimeProvider.System.GetElapsedTime(start) > patience) throw new InvalidOperationException($"Waited {patience.TotalSeconds:0} s in vain until {what}:\n{Output}");
            await Task.Delay(Pause);
        }
    }

    /// <summary><c>kill -9</c>: nothing in it runs after it. Returns at once.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Any signal by its name without <c>SIG</c>: STOP, CONT, TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id.ToString(CultureInfo.InvariantCulture)}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"The process could not be sent SIG{signal}.");
    }

    /// <summary>Its exit code, once it has ended and all that it printed is here.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _interruption.Dispose();
        _process.Dispose();
    }

    private Process Now()
    {
        _process.Refresh();
        return _process;
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }
}
