using ScaleMart.LoadTests.Processes;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Processes;

public sealed class ChildTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_a_child_prints_is_kept_with_its_exit_code()
    {
        await using var child = Child.Start("sh", ["-c", "echo $WORD; echo wrong >&2; exit 3"], new Dictionary<string, string> { ["WORD"] = "right" });

        Assert.Equal(3, await child.ExitAsync());
        Assert.Equal(["right", "wrong"], child.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_wants_to_know_of_each_child_is_told_in_the_flow_of_the_test_that_started_it()
    {
        var (mark, told) = ($"true # {Guid.NewGuid():N}", new List<(Child Child, string? Test)>());
        void Note(Child child)
        {
            if (child.Command == $"sh -c {mark}") told.Add((child, TestContext.Current.Test?.UniqueID));
        }

        Child.Started += Note;
        try
        {
            await using var child = Child.Start("sh", ["-c", mark]);
            Assert.Equal((child, TestContext.Current.Test!.UniqueID), Assert.Single(told));
        }
        finally
        {
            Child.Started -= Note;
        }
    }

    [Fact]
    public async Task Waiting_for_a_child_that_ends_instead_throws_with_its_last_words()
    {
        await using var child = Child.Start("sh", ["-c", "echo no luck; exit 3"]);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => child.UntilAsync(() => Task.FromResult(false), "it is ready", Patience));

        Assert.Contains("no luck", fault.Message, StringComparison.Ordinal);
    }
}
