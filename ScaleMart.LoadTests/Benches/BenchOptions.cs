using System.Globalization;

namespace ScaleMart.LoadTests.Benches;

/// <summary>Which rows to measure, and how long; <see cref="Usage"/> says it in words.</summary>
public sealed record BenchOptions(IReadOnlyList<string> Rows, int Rounds, TimeSpan Slice, bool Quick)
{
    public const string Usage = """
        ./bench.sh [row…] [--quick] [--rounds N]
          row…        only these rows (all of them when none is named; --list names them)
          --quick     two rounds of one second each instead of five of three: for a look, not for a record
          --rounds N  so many rounds (1 to 50)
        """;

    /// <exception cref="FormatException">An option or a row is unknown; the message names it.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        List<string> rows = [];
        var quick = arguments.Contains("--quick");
        var rounds = quick ? 2 : 5;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--quick") continue;
            if (arguments[i] == "--rounds")
            {
                var value = ++i < arguments.Count ? arguments[i] : throw new FormatException("--rounds has no value.");
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) || rounds is < 1 or > 50) throw new FormatException($"--rounds is not a whole number from 1 to 50: {value}");
            }
            else if (known.Contains(arguments[i]))
            {
                rows.Add(arguments[i]);
            }
            else
            {
                throw new FormatException($"{arguments[i]} is neither a row nor an option. The rows are: {string.Join(", ", known)}.");
            }
        }

        return new BenchOptions(rows.Count > 0 ? rows : known, rounds, TimeSpan.FromSeconds(quick ? 1 : 3), quick);
    }
}
