using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

public sealed class LeaseTests(BackRooms rooms)
{
    private readonly HandClock _clock = new();
    private readonly string _name = $"tests:{Ids.New()}";

    [Fact]
    public async Task One_at_a_time_holds_it_and_the_next_when_it_is_given_up()
    {
        var (one, other) = (Lease(), Lease());
        Assert.True(await one.HoldAsync());
        Assert.True(await one.HoldAsync());
        Assert.False(await other.HoldAsync());
        Assert.False(other.IsHeld);

        await other.ReleaseAsync();
        Assert.False(await other.HoldAsync());
        await one.ReleaseAsync();
        Assert.False(one.IsHeld);
        Assert.True(await other.HoldAsync());
        Assert.False(await one.HoldAsync());
    }

    [Fact]
    public async Task When_its_holder_dies_another_takes_it_in_the_end()
    {
        Assert.True(await Lease().HoldAsync());
        var other = Lease();
        Assert.False(await other.HoldAsync());
        await Wait.UntilAsync(other.HoldAsync, held => held, "the dead one's lease is over");
    }

    [Fact]
    public async Task Who_was_stopped_for_longer_than_it_lasts_knows_it_without_asking()
    {
        var lease = Lease();
        Assert.True(await lease.HoldAsync());
        _clock.Move(1_999);
        Assert.True(lease.IsHeld);
        _clock.Move(1);
        Assert.False(lease.IsHeld);
    }

    [Fact]
    public async Task It_is_kept_before_it_is_over()
    {
        var (one, other) = (Lease(), Lease());
        Assert.True(await one.HoldAsync());
        for (var turn = 0; turn < 10; turn++)
        {
            _clock.Move(1_100);
            Assert.True(await one.HoldAsync());
            Assert.True(one.IsHeld);
        }

        Assert.False(await other.HoldAsync());
    }

    private Lease Lease() => new Leases(rooms.Get<RedisDoor>(), _clock).Of(_name, TimeSpan.FromSeconds(2));
}
