using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Storage;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

public sealed class ShopStoresTests(ShopFixture shop, BackRooms rooms) : IClassFixture<ShopFixture>
{
    [Fact]
    public void Every_shop_of_the_tests_stands_on_the_stores_that_the_run_names()
    {
        Assert.Equal(ShopStores.AreServers, shop.Services.GetRequiredService<Stores>().Redis is not null);
        Assert.Equal(ShopStores.AreServers, rooms.Get<Stores>().Redis is not null);
    }

    [Fact]
    public void A_call_to_an_embedded_Redis_may_take_30_s_and_one_over_the_network_2_s() =>
        Assert.Equal(ShopStores.AreServers ? 2_000 : 30_000, rooms.Get<RedisDoor>().Connection.TimeoutMilliseconds);
}
