using System.Globalization;
using System.Text.Json.Serialization;

namespace ScaleMart.LoadTests.Benches.Figures;

/// <summary>
/// What one row, or one line of it, found: a figure with its goal first (most often a ratio; <see cref="Unit"/> says what else),
/// then what it was made from.
/// </summary>
public sealed record Finding(string Row, string Name, Spread Value, Goal? Goal, IReadOnlyList<Part> Parts)
{
    /// <summary>Empty for a ratio.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What the reader must know to believe it, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    [JsonConverter(typeof(JsonStringEnumConverter))]
    public Judgement? Judgement => Goal?.Judge(Value);

    public IEnumerable<string> Lines()
    {
        var goal = Goal is null ? "" : Line($"   target {(Goal.AtMost ? "at most" : "at least")} {Write(Goal.Value)}{Tail}: {Words(Judgement!.Value)}");
        yield return Line($"{Row,-10}  {Name}: {Write(Value.Median)}{Tail}  ({Write(Value.Low)} to {Write(Value.High)}, {Value.Rounds} rounds){goal}");
        foreach (var part in Parts) yield return Line($"              {part.Name}: {Write(part.Value.Median)} {part.Unit}  ({Write(part.Value.Low)} to {Write(part.Value.High)}){(part.Cpu is { } cpu ? $"   cores: {cpu}" : "")}");
        foreach (var note in Notes) yield return $"              {note}";
    }

    /// <summary>Three or four digits that say something.</summary>
    public static string Write(double value) => value.ToString(Math.Abs(value) switch { < 10 => "0.00", < 100 => "0.0", _ => "N0" }, CultureInfo.InvariantCulture);

    private string Tail => Unit == "" ? "" : " " + Unit;

    private static string Words(Judgement judgement) => judgement switch
    {
        Figures.Judgement.Reached => "reached",
        Figures.Judgement.NotReached => "not reached",
        _ => "within noise",
    };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An absolute figure, its unit, and the processor time that was spent while it was measured.</summary>
public sealed record Part(string Name, Spread Value, string Unit, Cores? Cpu = null);
