using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Reservations;

public sealed class SaleTallyTests(BackRooms rooms)
{
    [Fact]
    public async Task Noted_from_many_threads_none_is_lost_though_somebody_reads_meanwhile()
    {
        const int threads = 4, each = 20_000;
        var tally = new SaleTally();
        var noting = Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < each; i++) tally.Note(i % 4 == 0 ? ReserveCode.SoldOut : ReserveCode.Taken, 2, TimeSpan.FromMicroseconds(500 + i));
        })));
        var answers = 0L;
        while (!noting.IsCompleted) answers += tally.TakeAnswers().TotalCount;
        await noting;
        answers += tally.TakeAnswers().TotalCount;

        Assert.Equal((threads * each * 3 / 4, threads * each / 4), (tally.Ended(ReserveCode.Taken), tally.Ended(ReserveCode.SoldOut)));
        Assert.Equal(tally.Ended(ReserveCode.Taken) * 2, tally.Units);
        Assert.Equal(tally.Ended(ReserveCode.Taken), answers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600_000)]
    public void An_answer_that_took_no_time_or_ten_minutes_is_counted_too(int milliseconds)
    {
        var tally = new SaleTally();
        tally.Note(ReserveCode.Taken, 1, TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(1, tally.TakeAnswers().TotalCount);
    }

    [Fact]
    public async Task The_desk_notes_every_attempt_under_its_sale()
    {
        var (sale, other) = (await rooms.SaleAsync(quantity: 3, limit: 3), await rooms.SaleAsync());
        await rooms.HeldAsync(sale, "tally-ann", 3);
        Assert.Equal(ReserveCode.SoldOut, (await rooms.ReserveAsync(sale, "tally-bob")).Code);
        await rooms.HeldAsync(other, "tally-ann");

        var tally = rooms.Get<SaleTallies>().Of(sale);
        Assert.Equal((1, 1, 3), (tally.Ended(ReserveCode.Taken), tally.Ended(ReserveCode.SoldOut), tally.Units));
        Assert.Equal(1, tally.TakeAnswers().TotalCount);
    }
}
