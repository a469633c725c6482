using ScaleMart.LoadTests;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests;

public sealed class LoadOptionsTests
{
    [Fact]
    public void What_is_given_is_taken_and_the_rest_keeps_its_default()
    {
        var options = LoadOptions.Parse(["--signing-key", "secret", "--stock", "7"]);
        Assert.Equal(("secret", 7, 300), (options.SigningKey, options.Stock, options.Attempts));
    }

    [Theory]
    [InlineData("--stok", "7")]
    [InlineData("--stock", "-7")]
    [InlineData("--stock", "many")]
    [InlineData("--url", "here")]
    [InlineData("--stock")]
    public void A_wrong_option_is_named(params string[] arguments)
    {
        var fault = Assert.Throws<FormatException>(() => LoadOptions.Parse(["--signing-key", "secret", .. arguments]));
        Assert.Contains(arguments[0], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_can_make_a_sale_without_a_key_or_an_admin() => Assert.Throws<FormatException>(() => LoadOptions.Parse(["--stock", "7"]));
}
