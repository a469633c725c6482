using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Balance;

/// <summary>A judge of one test's own, who is shown that test's sale alone.</summary>
public sealed class JudgeTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sale_that_moved_is_judged_again_and_one_that_does_not_balance_until_it_does()
    {
        var (judge, sale) = (Judge(), await shop.SaleAsync());
        var order = await shop.Shopper().HoldAsync(sale);
        var first = await UntilAsync(judge, sale, v => v.Balanced == true, "it balances");
        Assert.Equal(first, await LookAsync(judge, sale));

        // Behind Redis's back: nobody knows until the sale moves.
        var book = shop.Services.GetRequiredService<IOrderBook>();
        await shop.Admin.BalancedAsync(sale);
        var forged = (await book.FindAsync([order], Cancel)).Single() with { Id = $"{sale}-forged", UserId = "nobody" };
        await book.WriteAsync([forged], Cancel);
        await shop.Shopper().HoldAsync(sale);
        var wrong = await UntilAsync(judge, sale, v => v.Balanced == false, "it does not balance");
        Assert.StartsWith("Redis holds 2 units, the newest orders 3.", wrong.Reason, StringComparison.Ordinal);
        Assert.True(wrong.Sequence > first.Sequence);

        // Whoever takes over knows it from the first look.
        var next = Judge();
        Assert.Null((await LookAsync(next, sale)).Balanced);
        next = Judge();
        await next.AdoptAsync();
        Assert.Equal(wrong.Reason, (await LookAsync(next, sale)).Reason);

        await book.WriteAsync([forged with { Status = OrderStatus.Cancelled, Version = forged.Version + 1_000_000 }], Cancel);
        await UntilAsync(judge, sale, v => v.Balanced == true, "it balances again");
    }

    private Judge Judge()
    {
        var services = shop.Services;
        return new Judge(
            services.GetRequiredService<Auditor>(), services.GetRequiredService<SaleFitness>(), services.GetRequiredService<VerdictBoard>(), services.GetRequiredService<RedisDoor>(),
            TimeProvider.System, NullLogger<Judge>.Instance);
    }

    private Task<SaleVerdict> UntilAsync(Judge judge, string sale, Func<SaleVerdict, bool> wanted, string what) => Wait.UntilAsync(() => LookAsync(judge, sale), wanted, what);

    private async Task<SaleVerdict> LookAsync(Judge judge, string sale) => judge.Look([(await shop.Services.GetRequiredService<Shelf>().FindAsync(sale, Cancel))!], Cancel)[sale];
}
