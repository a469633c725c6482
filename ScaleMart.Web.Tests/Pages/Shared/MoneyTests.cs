using ScaleMart.Web.Pages.Shared;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Shared;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("19.99", "EUR", "€19.99")]
    [InlineData("1234.5", "USD", "$1,234.50")]
    [InlineData("0", "GBP", "£0.00")]
    [InlineData("12", "CHF", "CHF 12.00")]
    [InlineData("1200", "JPY", "JPY 1,200")]
    [InlineData("-3.5", "EUR", "−€3.50")]
    public void An_amount_is_written_by_its_currency(string amount, string currency, string written) =>
        Assert.Equal(written, Money.Write(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency));

    [Theory]
    [InlineData(20, 49, "59% off")]
    [InlineData(0.5, 100, "99% off")]
    [InlineData(49, 49, "")]
    [InlineData(50, 49, "")]
    [InlineData(99.9, 100, "")]
    [InlineData(1, 0, "")]
    public void What_is_off_is_never_rounded_up(double price, double list, string written) =>
        Assert.Equal(written, Money.Off((decimal)price, (decimal)list));
}
