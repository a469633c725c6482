using System.Text.Json.Serialization;

namespace ScaleMart.LoadTests.Judging;

/// <summary>
/// What a verdict says: one sentence, every check by name, and every fault in a sentence (<see cref="MostFaults"/> of them at
/// most; <see cref="FaultCount"/> counts all).
/// </summary>
public sealed record Judgement(CheckState State, string Sentence, IReadOnlyList<Check> Checks, IReadOnlyList<string> Faults, int FaultCount)
{
    public const int MostFaults = 200;

    /// <summary>The program's exit code: 0 kept, 1 broken, 2 when something that applied could not be judged.</summary>
    [JsonIgnore]
    public int Exit => State switch { CheckState.Kept => 0, CheckState.Broken => 1, _ => 2 };
}

/// <summary>One promise: what was expected, what was seen, and why where that needs words (always when it was not judged).</summary>
public sealed record Check(string Name, string Expected, string Seen, CheckState State, string Why = "");

/// <summary><c>notApplicable</c> says that the run did not ask for it; <c>notJudged</c> that it should have been judged and could not be.</summary>
public enum CheckState
{
    Kept,
    Broken,
    NotJudged,
    NotApplicable,
}
