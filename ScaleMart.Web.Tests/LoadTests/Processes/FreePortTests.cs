using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Processes;

public sealed class FreePortTests
{
    [Fact]
    public void No_port_is_drawn_twice()
    {
        var ports = Enumerable.Range(0, 1_000).Select(_ => FreePort.Draw()).ToList();
        Assert.Equal(ports.Count, ports.Distinct().Count());
    }
}
