namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// How long a fault lasts and how often it comes: a short run of each in every run of the tests, and the whole of it when
/// <c>./test.sh --faults</c> sets the environment variable <c>SCALEMART_TEST_FAULTS</c> to <c>long</c>.
/// </summary>
internal static class Length
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SCALEMART_TEST_FAULTS") switch
    {
        null or "" or "short" => false,
        "long" => true,
        var other => throw new InvalidOperationException($"SCALEMART_TEST_FAULTS is '{other}'; it may be 'short' or 'long'."),
    };

    public static int Of(int brief, int full) => IsLong ? full : brief;

    public static TimeSpan OfSeconds(int brief, int full) => TimeSpan.FromSeconds(Of(brief, full));
}
