using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Scenarios;

/// <summary>Apart from the other scenarios, since the shortest hold takes ten seconds to end.</summary>
public sealed class ConfirmOrLapseTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Payments_that_race_the_end_of_their_holds_end_one_way_each()
    {
        var report = await ScenarioTests.PlayAsync(shop, "confirm-or-lapse", o => o with { Users = 30, Stock = 20, WarmUp = 0, Ramp = 0.5, For = 14 });
        ScenarioTests.AssertKept(report);
        // Some came in time and some did not, or nothing raced.
        Assert.True(report.Steps.Single(s => s.Name == "pay").Count > 0);
        Assert.True(report.Totals.Accepted > 20, $"{report.Totals.Accepted} accepted: nothing came back.");
    }
}
