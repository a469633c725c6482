using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Operations.Health;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Health;

[Trait("stores", "own")]
public sealed class PulseBookTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    [Theory, EachStore]
    public async Task It_beats_again_and_again_though_the_clock_goes_back(string store)
    {
        await using var books = new BookStore(store);
        var pulse = books.Book<IPulseBook>();
        Assert.True(await pulse.BeatAsync(At));
        Assert.True(await pulse.BeatAsync(At.AddSeconds(1)));
        Assert.True(await pulse.BeatAsync(At.AddHours(-1)));
    }

    [Fact]
    public async Task Processes_that_beat_at_once_do_not_take_one_another_for_a_broken_store()
    {
        await using var books = new BookStore(BookStore.StandIn);
        await using var another = books.AnotherProcess();
        IPulseBook[] pulses = [books.Book<IPulseBook>(), another.GetRequiredService<IPulseBook>()];

        var beats = await Task.WhenAll(pulses.Select(pulse => Task.Run(async () =>
        {
            var all = true;
            for (var n = 0; n < 50; n++) all &= await pulse.BeatAsync(At.AddSeconds(n));
            return all;
        })));

        Assert.All(beats, Assert.True);
    }
}
