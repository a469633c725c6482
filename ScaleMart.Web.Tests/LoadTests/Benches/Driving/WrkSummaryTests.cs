using ScaleMart.LoadTests.Benches.Driving;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Driving;

/// <summary>As wrk 4.1.0 prints it.</summary>
public sealed class WrkSummaryTests
{
    private const string Clean = """
        Running 3s test @ http://127.0.0.1:20143/
          1 threads and 64 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency     1.10ms  730.54us  21.60ms   91.36%
            Req/Sec    59.41k     3.29k   64.11k    76.67%
          177563 requests in 3.01s, 12.19MB read
        Requests/sec:  58991.03
        Transfer/sec:      4.05MB
        """;

    private const string Troubled = """
        Running 1m test @ http://127.0.0.1:20143/
          1 threads and 256 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency     1.10ms  730.54us  21.60ms   91.36%
            Req/Sec    59.41k     3.29k   64.11k    76.67%
          600 requests in 1.00m, 12.19MB read
          Socket errors: connect 1, read 2, write 3, timeout 4
          Non-2xx or 3xx responses: 17
        Requests/sec:     10.00
        Transfer/sec:      4.05MB
        """;

    [Fact]
    public void A_clean_run_has_only_a_rate()
    {
        var run = WrkSummary.Parse(Clean);

        Assert.Equal(new WrkSummary(177_563, 3.01, 0, 0), run);
        Assert.Equal(58_991, run.Rate, 0.0005 * 58_991);
    }

    [Fact]
    public void Refusals_and_broken_connections_are_counted() => Assert.Equal(new WrkSummary(600, 60, 17, 10), WrkSummary.Parse(Troubled));

    [Fact]
    public void Without_a_result_it_says_what_was_printed()
    {
        var fault = Assert.Throws<FormatException>(() => WrkSummary.Parse("unable to connect to 127.0.0.1:1 Connection refused"));

        Assert.Contains("Connection refused", fault.Message, StringComparison.Ordinal);
    }
}
