using System.Text.RegularExpressions;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>One instruction of the Dockerfile: its word and what follows it.</summary>
internal sealed record Instruction(string Word, string Rest);

internal static partial class Dockerfile
{
    public static IReadOnlyList<Instruction> All { get; } =
        [.. Line().Matches(File.ReadAllText(Repository.PathOf("Dockerfile"))).Select(m => new Instruction(m.Groups["word"].Value, m.Groups["rest"].Value))];

    /// <summary>The instructions of the stage that builds: all before the second FROM.</summary>
    public static IEnumerable<Instruction> Build => All.TakeWhile((i, at) => at == 0 || i.Word != "FROM");

    public static string Only(string word) => All.Single(i => i.Word == word).Rest;

    [GeneratedRegex("^(?<word>[A-Z]+) (?<rest>.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
