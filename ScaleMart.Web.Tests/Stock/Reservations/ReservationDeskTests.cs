using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Reservations;

/// <summary>The sold-out flag in front of the script: who hears it, who goes past it, and how it comes down.</summary>
public sealed class ReservationDeskTests(BackRooms rooms)
{
    [Fact]
    public async Task Once_sold_out_a_stranger_hears_it_and_a_buyer_still_gets_their_order()
    {
        var (sale, bought) = await SoldOutAsync();

        Assert.Equal(ReserveCode.SoldOut, (await rooms.ReserveAsync(sale, "bob")).Code);
        var replay = await rooms.ReserveAsync(sale, "ann", 2, "k");
        Assert.Equal((ReserveCode.Replayed, bought.Id), (replay.Code, replay.Order!.Id));
    }

    [Fact]
    public async Task More_than_the_limit_is_judged_by_the_script_though_the_flag_is_up()
    {
        var (sale, _) = await SoldOutAsync();
        Assert.Equal(ReserveCode.AboveLimit, (await rooms.ReserveAsync(sale, "bob", 3, knownLimit: 2)).Code);
    }

    [Fact]
    public async Task Stock_that_comes_back_is_sold_at_once()
    {
        var (sale, bought) = await SoldOutAsync();
        await rooms.Get<OrderActs>().CancelAsync(sale, bought.Id, "");

        Assert.Equal(ReserveCode.Taken, (await rooms.ReserveAsync(sale, "bob")).Code);
    }

    [Fact]
    public async Task A_pause_is_heard_though_the_flag_was_up()
    {
        var (sale, _) = await SoldOutAsync();
        await rooms.Get<TermsActs>().SwitchAsync(sale, "pause");

        Assert.Equal(ReserveCode.Paused, (await rooms.ReserveAsync(sale, "bob")).Code);
    }

    private async Task<(string Sale, OrderRecord Bought)> SoldOutAsync()
    {
        var sale = await rooms.SaleAsync(quantity: 2, limit: 2);
        var bought = await rooms.ReserveAsync(sale, "ann", 2, "k");
        var flag = rooms.Get<SoldOutFlags>().Of(sale);
        await Wait.UntilAsync(() => Task.FromResult(flag.Answers("bob")), speaks => speaks, "the flag speaks");
        return (sale, bought.Order!);
    }
}
