using System.Text.Json.Serialization;

namespace ScaleMart.LoadTests.Judging;

/// <summary>
/// What a verdict says: one sentence, every check by name, and every fault in a sentence (<see cref="MostFaults"/> of them at
/// most; <see cref="FaultCount"/> counts all).
/// </summary>
public sealed record Judgement(CheckState State, string Sentence, IReadOnlyList<Check> Checks, IReadOnlyList<string> Faults, int FaultCount)
{
    public const int MostFaults = 200;

    /// <summary>Of these checks: broken if any is, else not judged if any could not be, else kept, which is said in the words of <paramref name="kept"/>.</summary>
    internal static Judgement Of(IReadOnlyList<Check> checks, IEnumerable<string> faults, int faultCount, string kept)
    {
        var state = new[] { CheckState.Broken, CheckState.NotJudged }.FirstOrDefault(s => checks.Any(c => c.State == s));
        var names = string.Join(", ", checks.Where(c => c.State == state).Select(c => c.Name));
        var sentence = state switch
        {
            CheckState.Broken => $"The shop broke its word: {names}.",
            CheckState.NotJudged => $"Not everything could be judged: {names}.",
            _ => kept,
        };
        return new Judgement(state, sentence, checks, [.. faults.Take(MostFaults)], faultCount);
    }

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
