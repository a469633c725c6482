using System.Collections.Concurrent;
using System.Text.Json;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>Writes down what clients invoke and what comes of it, from any thread; what is written stays.</summary>
internal sealed class Recorder
{
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentQueue<Operation> _written = new();

    public IReadOnlyList<Operation> History => [.. _written];

    public int Count => _written.Count;

    /// <summary>Sends one request and writes down how it ended, also when it did not.</summary>
    public async Task<Operation> RecordAsync(Operation invoked, Func<Task<Answer>> send)
    {
        invoked = invoked with { Invoked = Now };
        Operation ended;
        try
        {
            ended = Read(invoked, await send());
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            // That is the finding itself: the request is unanswered, or its answer was cut off.
            ended = invoked with { Code = fault.GetType().Name };
        }

        ended = ended with { Returned = Now };
        _written.Enqueue(ended);
        return ended;
    }

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    private static Operation Read(Operation invoked, Answer answer) => answer.Status switch
    {
        200 or 202 => invoked with { Outcome = Outcome.Ok, Status = answer.Status, OrderId = answer.Word("id"), State = answer.Word("status"), Replayed = answer.Header("Idempotency-Replayed") == "true" },
        502 or 503 or 504 => invoked with { Status = answer.Status, Code = answer.Code },
        _ => invoked with { Outcome = Outcome.Fail, Status = answer.Status, Code = answer.Code },
    };
}
