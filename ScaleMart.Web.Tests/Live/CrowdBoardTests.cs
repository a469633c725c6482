using ScaleMart.Web.Live;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class CrowdBoardTests(BackRooms rooms) : IAsyncDisposable
{
    private readonly List<CrowdBoard> _boards = [];

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
    }

    [Fact]
    public async Task Shards_of_one_number_are_one_shard_at_all_processes()
    {
        var (one, other) = (Board(), Board());
        await one.WriteAsync(Report(users: 0, ("lamp", 5), (Audience.Dashboard, 9)) with { Shards = new Dictionary<string, int[]> { ["lamp"] = [2, 0, 3] } });
        await other.WriteAsync(Report(users: 0, ("lamp", 4), ("mug", 1)));
        var crowd = await one.ReadAsync();
        Assert.Equal(
            new Dictionary<Shard, Listeners> { [new("lamp", 0)] = new(6, 9), [new("lamp", 2)] = new(3, 9), [new("mug", 0)] = new(1, 1) },
            crowd.Shards.Where(s => s.Key.SaleId is "lamp" or "mug" or Audience.Dashboard).ToDictionary());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var board in _boards) await board.RemoveAsync();
    }

    private CrowdBoard Board()
    {
        _boards.Add(new(rooms.Get<RedisDoor>()));
        return _boards[^1];
    }

    private static AudienceReport Report(int users, params (string Sale, int Watchers)[] watched) =>
        new(watched.Sum(w => w.Watchers), users, watched.ToDictionary(w => w.Sale, w => w.Watchers));
}
