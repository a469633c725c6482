using System.Text;
using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests;

/// <summary>What the program says of itself.</summary>
public static class Help
{
    private const int Column = 30, Width = 132;

    /// <summary>Every scenario, and every option with the defaults that all share; with a scenario, that one and its own defaults.</summary>
    public static string Of(Card? card = null)
    {
        var text = new StringBuilder();
        var defaults = card?.Defaults(new LoadOptions()) ?? new LoadOptions();
        text.AppendLine($"dotnet run -c Release --project ScaleMart.LoadTests -- {card?.Name ?? "SCENARIO"} [options]");
        text.AppendLine();
        if (card is null)
        {
            text.AppendLine("Plays a scenario at a shop, shows how it goes, judges it from what shoppers were told, and writes a report.");
            text.AppendLine("Exit code: 0 the shop kept its word, 1 it broke it, 2 there is no verdict (a bad option, a shop that is away, or something that could not be judged).");
            text.AppendLine();
            text.AppendLine("Scenarios");
            foreach (var one in Playbill.All) Row(text, one.Name, one.Sentence);
            Row(text, "bench", "The benchmarks; see ./bench.sh.");
            text.AppendLine();
            text.AppendLine("Every scenario has defaults of its own, good for half a minute on a laptop: SCENARIO --help shows them.");
        }
        else
        {
            text.AppendLine(card.Sentence);
        }

        foreach (var group in Knobs.All.GroupBy(k => k.Group))
        {
            text.AppendLine();
            text.AppendLine(group.Key);
            foreach (var knob in group) Row(text, $"{knob.Name} {knob.Unit}", $"{knob.Sentence}{(Value(knob, defaults, card) is { } value ? $" ({value})" : "")}{(knob.Alias is { } alias ? $"; also {alias}" : "")}");
        }

        text.AppendLine();
        text.AppendLine("The engine is the program's own, on HdrHistogram. Built with -p:LoadEngine=NBomber it is NBomber, whose licence is free for personal use only:");
        text.AppendLine("an organisation needs to buy one from its makers before it runs this.");
        return text.ToString();
    }

    // Without a scenario, what scenarios set differently has no one value.
    private static string? Value(Knob knob, LoadOptions defaults, Card? card)
    {
        if (knob.IsSecret) return null;
        return card is null && Playbill.All.Select(c => knob.Shown(c.Defaults(new LoadOptions()))).Distinct().Count() > 1 ? "by scenario" : knob.Shown(defaults);
    }

    private static void Row(StringBuilder text, string name, string sentence)
    {
        var line = $"  {name}".PadRight(Column);
        if (line.Length > Column) line += " ";
        foreach (var word in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > Width)
            {
                text.AppendLine(line.TrimEnd());
                line = new string(' ', Column);
            }

            line += word + ' ';
        }

        text.AppendLine(line.TrimEnd());
    }
}
