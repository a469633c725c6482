using ScaleMart.Web.Live;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class CrowdBoardTests(BackRooms rooms)
{
    [Fact]
    public async Task Watchers_of_all_processes_are_added_up_and_a_dead_ones_forgotten()
    {
        var (one, other) = (Board(), Board());
        await one.WriteAsync(Report(users: 0, ("lamp", 2), ("mug", 1)));
        await other.WriteAsync(Report(users: 1, ("lamp", 3)));
        await rooms.Redis.HashSetAsync("live:audiences", "dead", """1000 {"Connections":9,"Users":9,"Watched":{"lamp":9}}""");

        var crowd = await one.ReadAsync();
        Assert.Equal((5, 1, 0), (crowd.Watching("lamp"), crowd.Watching("mug"), crowd.Watching("chair")));
        Assert.True(crowd.UsersElsewhere);
        Assert.False((await other.ReadAsync()).UsersElsewhere);
        Assert.False(await rooms.Redis.HashExistsAsync("live:audiences", "dead"));

        await other.RemoveAsync();
        Assert.Equal(2, (await one.ReadAsync()).Watching("lamp"));
        await one.RemoveAsync();
    }

    private CrowdBoard Board() => new(rooms.Get<RedisDoor>());

    private static AudienceReport Report(int users, params (string Sale, int Watchers)[] watched) =>
        new(watched.Sum(w => w.Watchers), users, watched.ToDictionary(w => w.Sale, w => w.Watchers));
}
