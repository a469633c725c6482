using ScaleMart.Web.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Stock;

[Trait("stores", "own")]
public sealed class OrderIdsTests
{
    [Fact]
    public void The_same_sale_shopper_and_key_give_the_same_id_and_nothing_else_does()
    {
        var id = OrderIds.Of("sale", "ann", "k");
        Assert.Equal(id, OrderIds.Of("sale", "ann", "k"));
        Assert.Equal(5, new[] { id, OrderIds.Of("sale", "bob", "k"), OrderIds.Of("sale", "ann", "k2"), OrderIds.Of("sale", "ann", null), OrderIds.Of("sale", "ann", null) }.Distinct().Count());
        Assert.NotEqual(id[^12..], OrderIds.Of("other", "ann", "k")[^12..]);
    }

    [Fact]
    public void It_begins_with_its_sale_and_tells_its_shopper_without_their_name()
    {
        foreach (var key in new[] { null, "k" })
        {
            var id = OrderIds.Of("sale", "ann", key);
            Assert.StartsWith($"sale-{OrderIds.ShopperOf("ann")}", id);
            Assert.Equal("sale-".Length + OrderIds.Length, id.Length);
            Assert.DoesNotContain("ann", id);
        }

        Assert.NotEqual(OrderIds.ShopperOf("ann"), OrderIds.ShopperOf("bob"));
    }
}
