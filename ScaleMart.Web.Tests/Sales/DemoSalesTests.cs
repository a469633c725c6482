using ScaleMart.Web.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Sales;

public sealed class DemoSalesTests
{
    [Fact]
    public void Every_hour_of_a_week_has_sales_that_run_and_sales_to_come()
    {
        for (var hour = 0; hour < 24 * 7; hour++)
        {
            var now = Drafts.Now.AddHours(hour);
            var demo = DemoSales.At(now);

            Assert.All(demo, draft => Assert.Empty(draft.Faults()));
            Assert.Equal(4, demo.Count(d => d.OpensAt <= now && d.ClosesAt > now));
            Assert.Equal(3, demo.Count(d => d.OpensAt > now));
            Assert.Equal(DayOfWeek.Friday, demo[^1].OpensAt!.Value.DayOfWeek);
        }
    }
}
