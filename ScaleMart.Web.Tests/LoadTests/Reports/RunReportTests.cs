using ScaleMart.LoadTests.Reports;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Reports;

public sealed class RunReportTests
{
    [Fact]
    public void The_machine_and_the_versions_are_read()
    {
        var (machine, versions) = (Machine.Read(), Versions.Read());
        Assert.True(machine is { Cores: > 0, MemoryBytes: > 0 } && machine.Cpu.Length > 0);
        Assert.Matches("^([0-9a-f]{40}|unknown)$", versions.Commit);
        Assert.Matches("^(clean|changed|unknown)$", versions.Tree);
        Assert.Equal("unknown", versions.Shop);
        TestContext.Current.TestOutputHelper!.WriteLine($"{machine}\n{versions}");
    }
}
