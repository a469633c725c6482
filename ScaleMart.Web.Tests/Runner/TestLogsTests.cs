using ScaleMart.LoadTests.Processes;
using Xunit;

namespace ScaleMart.Web.Tests.Runner;

public sealed class TestLogsTests
{
    [Fact]
    public async Task The_last_lines_of_a_process_that_a_test_started_are_in_its_logs_after_the_process_has_ended()
    {
        TestLogs.Enable();
        await using (var child = Child.Start("sh", ["-c", "seq 50"])) await child.ExitAsync();

        var log = Assert.Single(TestLogs.Of(TestTrace.TestId));
        Assert.StartsWith("sh -c seq 50 (process ", log.Name, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(11, 40).Select(n => $"{n}"), log.LinesOf(new(TestTrace.TestId!, default)));
    }
}
