namespace ScaleMart.LoadTests.Judging;

/// <summary>A check with the faults that it found, each a sentence.</summary>
internal sealed record Ruling(Check Check, IReadOnlyList<string> Faults)
{
    /// <summary>Broken by any fault; else not judged where <paramref name="blind"/> says what could not be seen; else kept.</summary>
    public static Ruling On(string name, string expected, IEnumerable<string> faults, string seen, string? blind = null)
    {
        var found = faults.ToList();
        var check = found.Count > 0 ? new Check(name, expected, seen, CheckState.Broken, found.Count == 1 ? found[0] : $"{found[0]} And {found.Count - 1} more.")
            : blind is not null ? new Check(name, expected, seen, CheckState.NotJudged, blind)
            : new Check(name, expected, seen, CheckState.Kept);
        return new Ruling(check, found);
    }

    public static Ruling NotAsked(string name, string expected, string why) => new(new Check(name, expected, "–", CheckState.NotApplicable, why), []);

    public static Ruling NotSeen(string name, string expected, string why) => new(new Check(name, expected, "–", CheckState.NotJudged, why), []);
}
