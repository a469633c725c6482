using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

internal enum FaultKind
{
    DropBefore,
    DropAfter,
    CutMidway,
    Stall,
    Error,
    WriteError,
    WriteConcernError,
    Slow,
}

/// <summary>One fault: for which command (null: any but a greeting), how many times still, and what it needs to know.</summary>
internal sealed record Fault(FaultKind Kind, string? Command, int Times, int Code = 0, string Message = "", TimeSpan Delay = default);

/// <summary>The faults that wait for their command.</summary>
internal sealed class Faults
{
    private static readonly string[] Greetings = ["hello", "isMaster", "ismaster", "ping", "endSessions"];
    private readonly List<Fault> _waiting = [];
    private TaskCompletionSource? _stalled;

    public void Add(Fault fault)
    {
        lock (_waiting)
        {
            _waiting.Add(fault);
            if (fault.Kind == FaultKind.Stall) _stalled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Nothing is wrong any more, and what was held goes on.</summary>
    public void Clear()
    {
        lock (_waiting)
        {
            _waiting.Clear();
            _stalled?.SetResult();
            _stalled = null;
        }
    }

    /// <summary>A look after the store's health: each process of a shop has one every few seconds, whatever else goes on.</summary>
    public static bool IsPulse(BsonDocument command) => command.GetElement(0).Value == "pulse";

    /// <summary>
    /// The fault of that kind for this command, used up by one; null when there is none. What is meant for so many commands of a
    /// name is not used up by looks after the store's health.
    /// </summary>
    public Fault? Take(FaultKind kind, BsonDocument command)
    {
        var name = command.GetElement(0).Name;
        lock (_waiting)
        {
            var at = _waiting.FindIndex(f => f.Kind == kind && (f.Command is null ? !Greetings.Contains(name) : f.Command == name && (f.Times == int.MaxValue || !IsPulse(command))));
            if (at < 0) return null;
            var fault = _waiting[at];
            if (fault.Times == 1) _waiting.RemoveAt(at);
            else if (fault.Times < int.MaxValue) _waiting[at] = fault with { Times = fault.Times - 1 };
            return fault;
        }
    }

    public Task ReleasedAsync(CancellationToken stopping)
    {
        lock (_waiting) return _stalled?.Task.WaitAsync(stopping) ?? Task.CompletedTask;
    }
}
