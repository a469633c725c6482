using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>
/// Stands in for a MongoDB at the wire: the real driver takes it for the primary of a replica set of one. It keeps what it is given while
/// connections drop and while it is stopped, does as it is told about faults, and refuses, loudly and on record, what it does not know.
/// </summary>
public sealed class MongoStandin : IAsyncDisposable
{
    private readonly Cabinet _cabinet = new();
    private readonly Faults _faults = new();
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly ConcurrentQueue<string> _refused = new();
    private readonly ConcurrentDictionary<Line, Task> _lines = [];
    private CancellationTokenSource _run = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public MongoStandin() => Start();

    public int Port { get; private set; }

    /// <summary>Every command's name, in the order in which they came, greetings and looks after the store's health left out.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>What was asked for and is not known here, in words. Empty, or somebody sent what no plain server can be trusted with.</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    /// <summary>False for a lesser server, which refuses indexes by which documents expire.</summary>
    public bool KnowsExpiry { set => _cabinet.KnowsExpiry = value; }

    public string ConnectionString(string database = "scalemart") => $"mongodb://127.0.0.1:{Port}/{database}";

    /// <summary>Listens again, on the port that it had, with the data that it had.</summary>
    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _run = new CancellationTokenSource();
        _accepting = AcceptAsync(_listener, _run.Token);
    }

    /// <summary>Drops every connection and refuses new ones.</summary>
    public async Task StopAsync()
    {
        _listener!.Stop();
        await _accepting;
        await _run.CancelAsync();
        await Task.WhenAll(_lines.Values);
        _run.Dispose();
    }

    /// <summary>From now on this command (or every one, but for greetings) is held before it is executed. What was held is executed at the release, though nobody may listen any more.</summary>
    public void Stall(string? command = null, int times = int.MaxValue) => _faults.Add(new Fault(FaultKind.Stall, command, times));

    /// <summary>No fault waits any more, and what was held goes on.</summary>
    public void Release() => _faults.Clear();

    public void DropBefore(string command, int times = 1) => _faults.Add(new Fault(FaultKind.DropBefore, command, times));

    /// <summary>The command is executed, and its answer is lost.</summary>
    public void DropAfter(string command, int times = 1) => _faults.Add(new Fault(FaultKind.DropAfter, command, times));

    /// <summary>The first half of the command's documents is written, and the connection is cut.</summary>
    public void CutMidway(string command, int times = 1) => _faults.Add(new Fault(FaultKind.CutMidway, command, times));

    /// <summary>From now on no document with this value in this field is written, whoever comes with it: the others of its command are.</summary>
    public void Poison(string field, string value, int code = 121, string message = "document failed validation") => _cabinet.Rules.Refuse(field, value, code, message);

    /// <summary>Every document may be written again.</summary>
    public void Mend() => _cabinet.Rules.Clear();

    public void AnswerNotPrimary(string command, int times = 1) => AnswerError(command, Refusal.NotPrimary, "not primary", times);

    public void AnswerShuttingDown(string command, int times = 1) => AnswerError(command, Refusal.ShuttingDown, "interrupted at shutdown", times);

    /// <summary>The whole command is refused with this code, and nothing of it is executed.</summary>
    public void AnswerError(string command, int code, string message, int times = 1) => _faults.Add(new Fault(FaultKind.Error, command, times, code, message));

    /// <summary>The command's first document is refused as a duplicate on an index that nobody expects, and nothing is executed.</summary>
    public void AnswerDuplicate(string command, int times = 1) =>
        AnswerWriteError(command, Refusal.Duplicate, "E11000 duplicate key error index: of_somebody_else", times);

    public void AnswerWriteError(string command, int code, string message, int times = 1) => _faults.Add(new Fault(FaultKind.WriteError, command, times, code, message));

    /// <summary>The command is executed, and its answer says that no majority has it.</summary>
    public void AnswerWriteConcernError(string command, int times = 1) => _faults.Add(new Fault(FaultKind.WriteConcernError, command, times, 64, "waiting for replication timed out"));

    public void Slow(string command, TimeSpan delay, int times = int.MaxValue) => _faults.Add(new Fault(FaultKind.Slow, command, times, Delay: delay));

    public async ValueTask DisposeAsync()
    {
        Release();
        if (!_run.IsCancellationRequested) await StopAsync();
        _run.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken dropped)
    {
        while (true)
        {
            try
            {
                var line = new Line(await listener.AcceptTcpClientAsync(dropped), Port, _cabinet, _faults, _seen.Enqueue, _refused.Enqueue, dropped);
                _lines[line] = Task.Run(async () =>
                {
                    await line.ServeAsync();
                    _lines.TryRemove(line, out _);
                }, CancellationToken.None);
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                return; // The listener was stopped.
            }
        }
    }
}
