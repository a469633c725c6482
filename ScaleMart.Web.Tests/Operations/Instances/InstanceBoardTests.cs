using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Instances;

/// <summary>Processes that report themselves in one Redis, beside those of other tests.</summary>
public sealed class InstanceBoardTests(BackRooms rooms)
{
    private const string Key = "operations:instances";

    [Fact]
    public async Task Each_process_is_seen_by_all_a_dead_or_unreadable_one_by_nobody_and_one_that_ends_no_more()
    {
        var (one, other) = (Board(), Board());
        var report = Reports.Of("web-1", Reports.Sale("lamp", 3, 4, ("sold_out", 2))) with { Refusals = new Dictionary<string, double> { ["address_limited"] = 7 } };
        await one.WriteAsync(report);
        await other.WriteAsync(Reports.Of("web-2"));
        var now = (await rooms.Get<RedisDoor>().TimeAsync()).ToUnixTimeMilliseconds();
        var text = JsonSerializer.Serialize(Reports.Of("web-0"), JsonSerializerOptions.Web);
        await rooms.Redis.HashSetAsync(Key, [new("dead", $"{now - 5_500} {text}"), new("quiet", $"{now - 1_000} {text}"), new("strange", $"{now} [1]")]);

        string[] own = ["dead", "quiet", "strange", one.Self, other.Self];
        var seen = (await one.ReadAsync()).Where(i => own.Contains(i.Id)).ToList();
        Assert.Equal(["quiet", one.Self, other.Self], seen.Select(i => i.Id));
        Assert.InRange(seen[0].Age, TimeSpan.FromSeconds(1), RollCall.Silence);
        Assert.Equal(JsonSerializer.Serialize(report), JsonSerializer.Serialize(seen[1].Report));
        Assert.False(await rooms.Redis.HashExistsAsync(Key, "dead"));
        Assert.Equal(seen.Select(i => i.Id), (await other.ReadAsync()).Select(i => i.Id).Where(own.Contains));

        await other.RemoveAsync();
        Assert.DoesNotContain(await one.ReadAsync(), i => i.Id == other.Self);
        await rooms.Redis.HashDeleteAsync(Key, [one.Self, "quiet", "strange"]);
    }

    [Fact]
    public async Task What_a_process_would_have_said_is_known_to_itself_though_Redis_is_away()
    {
        await using var away = new RedisDoor(Microsoft.Extensions.Options.Options.Create(new StorageOptions()));
        var board = new InstanceBoard(away, NullLogger<InstanceBoard>.Instance);
        await Assert.ThrowsAnyAsync<StackExchange.Redis.RedisException>(() => board.WriteAsync(Reports.Of("web-9")));
        Assert.Equal("web-9", board.Own!.Name);
    }

    private InstanceBoard Board() => new(rooms.Get<RedisDoor>(), NullLogger<InstanceBoard>.Instance);
}
