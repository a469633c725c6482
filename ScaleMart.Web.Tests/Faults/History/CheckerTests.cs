using Xunit;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>A good story is accepted; those that are not are in the tests beside, which doctor it.</summary>
[Trait("stores", "own")]
public sealed class CheckerTests
{
    [Fact]
    public void What_was_promised_and_kept_is_accepted() => Story.Accepted(Story.Good);
}
