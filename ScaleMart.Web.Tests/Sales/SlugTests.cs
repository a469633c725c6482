using ScaleMart.Web.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Sales;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Halo desk lamp", "halo-desk-lamp")]
    [InlineData("Field pack 18 l", "field-pack-18-l")]
    [InlineData("  Ember -- mug! (pair) ", "ember-mug-pair")]
    [InlineData("Café Ønskeøl, Łódź", "cafe-onskeol-lodz")]
    [InlineData("Potter's wheel", "potters-wheel")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("日本", "sale")]
    [InlineData("???", "sale")]
    public void A_name_becomes_an_address(string name, string slug) => Assert.Equal(slug, Slug.Of(name));

    [Fact]
    public void A_long_name_is_cut_and_never_ends_in_a_dash()
    {
        Assert.Equal(60, Slug.Of(new string('a', 120)).Length);
        Assert.Equal(new string('a', 59), Slug.Of(new string('a', 59) + " b"));
    }
}
