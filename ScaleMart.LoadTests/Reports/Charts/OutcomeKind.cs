namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>What an answer means to whoever waits for it; charts and tables show the kinds in this order, in the same looks.</summary>
internal sealed record OutcomeKind(string Name, string Look)
{
    public static readonly OutcomeKind Accepted = new("accepted", "accepted");
    public static readonly OutcomeKind Other = new("other success", "other");
    public static readonly OutcomeKind SoldOut = new("sold out", "sold");
    public static readonly OutcomeKind Limit = new("limit reached", "limit");
    public static readonly OutcomeKind Rate = new("rate limited", "rate");
    public static readonly OutcomeKind Refused = new("other refusal", "refused");
    public static readonly OutcomeKind Fault = new("fault or no answer", "fault");

    public static IReadOnlyList<OutcomeKind> All { get; } = [Accepted, Other, SoldOut, Limit, Rate, Refused, Fault];

    /// <summary>Of an outcome's name, as <see cref="SecondRow.Outcomes"/> has it; which successes were acceptances is counted apart.</summary>
    public static OutcomeKind Of(string outcome) => outcome switch
    {
        _ when outcome.EndsWith("sold_out", StringComparison.Ordinal) => SoldOut,
        _ when outcome.EndsWith("limit_reached", StringComparison.Ordinal) => Limit,
        _ when outcome.StartsWith("429", StringComparison.Ordinal) => Rate,
        ['2' or '3', ..] => Other,
        ['4', ..] => Refused,
        _ => Fault,
    };

    /// <summary>How much of each kind: the accepted are taken out of the successes.</summary>
    public static double In(OutcomeKind kind, IReadOnlyDictionary<string, double> outcomes, double accepted) =>
        kind == Accepted ? accepted : outcomes.Where(o => Of(o.Key) == kind).Sum(o => o.Value) - (kind == Other ? accepted : 0);
}
