using System.Reflection;
using Xunit;

namespace ScaleMart.Web.Tests.House;

public sealed class RoomTests
{
    private static readonly Assembly Shop = typeof(Program).Assembly;
    private static readonly string[] Built = [.. Shop.GetTypes().Select(Rooms.RoomOf).OfType<string>().Distinct()];
    private static readonly Use[] Uses = [.. Rooms.Uses(Shop).Distinct()];

    [Fact]
    public void Rooms_use_only_lower_floors_and_pages_never_touch_storage() => Assert.Empty(FloorPlan.Wrong(Uses));

    [Fact]
    public void Every_room_is_on_the_map() => Assert.Empty(FloorPlan.Unmapped(Built));

    [Fact]
    public void The_reader_sees_what_is_there()
    {
        Assert.Contains(Uses, u => u is { From: "Orders", To: "Stock" });
        Assert.Contains(Uses, u => u is { From: "Pages", To: "Orders" } && u.Where.StartsWith("ScaleMart.Web.Pages.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_room_has_its_door() =>
        Assert.All(Built, room => Assert.True(Shop.GetType($"ScaleMart.Web.{room}.{room}Setup") is { IsAbstract: true, IsSealed: true }, $"{room} has no {room}Setup."));

    [Theory]
    [InlineData("Stock", "Orders")]
    [InlineData("Accounts", "Sales")]
    [InlineData("Pages", "Api")]
    [InlineData("Pages", "Storage")]
    [InlineData("Cellar", "Storage")]
    [InlineData("Orders", "Cellar")]
    public void The_rule_turns_red_for_a_wrong_use(string from, string to)
    {
        var wrong = new Use(from, to, "a doctored one");
        Assert.Equal([wrong], FloorPlan.Wrong([new Use("Orders", "Stock", "a good one"), wrong]));
    }

    [Fact]
    public void The_rule_turns_red_for_a_room_without_a_floor() => Assert.Equal(["Cellar"], FloorPlan.Unmapped(["Orders", "Cellar"]));
}
