using System.Globalization;

namespace ScaleMart.Web.Tests.Faults.History;

internal enum Act
{
    Buy,
    Pay,
    Cancel,
}

internal enum Outcome
{
    /// <summary>Done, or said to be under way: 200 or 202.</summary>
    Ok,

    /// <summary>A definite refusal.</summary>
    Fail,

    /// <summary>No answer, one that was cut off, or one that says that nobody knows: 502, 503 or 504.</summary>
    Unknown,
}

/// <summary>One request as its client saw it: what was invoked by whom and where, and what came of it. Times count from the history's beginning.</summary>
internal sealed record Operation
{
    public required Act Act { get; init; }
    public required string Shopper { get; init; }

    /// <summary>Which door was asked.</summary>
    public required int Process { get; init; }

    /// <summary>A purchase's idempotency key; empty otherwise.</summary>
    public string Key { get; init; } = "";
    public int Quantity { get; init; }

    /// <summary>What a payment was tried with; empty otherwise.</summary>
    public string Token { get; init; } = "";

    /// <summary>The order that was paid or cancelled, or that a purchase was answered with; empty when it was refused or unanswered.</summary>
    public string OrderId { get; init; } = "";
    public TimeSpan Invoked { get; init; }
    public TimeSpan Returned { get; init; }
    public required Outcome Outcome { get; init; }

    /// <summary>0 when no answer came.</summary>
    public int Status { get; init; }
    public string Code { get; init; } = "";

    /// <summary>The order's state in the answer; empty when it was refused or unanswered.</summary>
    public string State { get; init; } = "";

    /// <summary>The answer says that it is a repetition of an earlier one.</summary>
    public bool Replayed { get; init; }

    /// <summary>Operations of one subject ask for one thing: they are repetitions of one another.</summary>
    public string Subject => Act == Act.Buy ? $"{Shopper}'s {Key}" : OrderId;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Shopper} at {Process}: {Act} {Key}{(Act == Act.Buy ? $" x{Quantity}" : "")} {Token} {OrderId} -> {Outcome} {Status} {Code} {State} ({Invoked.TotalSeconds:0.000} to {Returned.TotalSeconds:0.000} s)");
}
