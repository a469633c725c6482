using System.Globalization;
using System.Text.RegularExpressions;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>What wrk says at its end. <see cref="Refused"/> counts answers with a status of 400 or more, <see cref="Broken"/> connections that failed or answers that never came.</summary>
public sealed partial record WrkSummary(long Requests, double Seconds, long Refused, long Broken)
{
    public double Rate => Requests / Seconds;

    /// <exception cref="FormatException">It did not end as it should; the message has what it printed.</exception>
    public static WrkSummary Parse(string printed)
    {
        var total = Total().Match(printed);
        if (!total.Success) throw new FormatException($"wrk printed no result:\n{printed}");
        var broken = Socket().Match(printed);
        return new WrkSummary(
            Number(total.Groups[1]), InSeconds(total.Groups[2].Value, total.Groups[3].Value), NotTaken().Match(printed) is { Success: true } refused ? Number(refused.Groups[1]) : 0,
            broken.Success ? broken.Groups.Values.Skip(1).Sum(Number) : 0);
    }

    private static double InSeconds(string number, string unit) => double.Parse(number, CultureInfo.InvariantCulture) * unit switch
    {
        "us" => 1e-6,
        "ms" => 1e-3,
        "s" => 1,
        "m" => 60,
        _ => 3600,
    };

    private static long Number(Group digits) => long.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(\d+) requests in ([\d.]+)(us|ms|s|m|h),", RegexOptions.Multiline)]
    private static partial Regex Total();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex NotTaken();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex Socket();
}
