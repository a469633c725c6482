using ScaleMart.Web.Pages.Crowds;
using ScaleMart.Web.Tests.Accounts;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Crowds;

public sealed class RoundsTests
{
    private readonly HandTimer _clock = new();
    private readonly List<TaskCompletionSource<int>> _begun = [];
    private readonly Rounds<int> _rounds;

    public RoundsTests() => _rounds = new Rounds<int>(_clock);

    [Fact]
    public async Task Who_comes_alone_waits_for_nobody()
    {
        var alone = AskAsync();
        Assert.Single(_begun);
        _begun[0].SetResult(1);
        Assert.Equal(1, await alone);

        var later = AskAsync();
        _begun[1].SetResult(2);
        Assert.Equal(2, await later);
    }

    [Fact]
    public async Task Who_asks_while_an_answer_is_made_shares_the_next_one_and_it_begins_after_they_asked()
    {
        var first = AskAsync();
        Task<int>[] crowd = [AskAsync(), AskAsync(), AskAsync()];
        Assert.Single(_begun);

        _begun[0].SetResult(1);
        await BegunAsync(2);
        Assert.DoesNotContain(crowd, c => c.IsCompleted);
        _begun[1].SetResult(2);

        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(crowd), answer => Assert.Equal(2, answer));
        Assert.Equal(2, _begun.Count);
    }

    [Fact]
    public async Task Who_asks_for_something_else_waits_for_nobody()
    {
        var one = AskAsync("one");
        var other = AskAsync("other");
        _begun[1].SetResult(2);
        Assert.Equal(2, await other);
        _begun[0].SetResult(1);
        Assert.Equal(1, await one);
    }

    [Fact]
    public async Task A_fault_is_told_to_all_who_share_it_and_to_nobody_after_them()
    {
        var first = AskAsync();
        Task<int>[] crowd = [AskAsync(), AskAsync()];
        _begun[0].SetException(new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(() => first);

        await BegunAsync(2);
        _begun[1].SetException(new TimeoutException());
        foreach (var one in crowd) await Assert.ThrowsAsync<TimeoutException>(() => one);

        var later = AskAsync();
        _begun[2].SetResult(3);
        Assert.Equal(3, await later);
    }

    [Fact]
    public async Task An_answer_that_hangs_is_not_waited_for_long()
    {
        var hangs = AskAsync();
        var next = AskAsync();
        Assert.Single(_begun);
        _clock.Pass(TimeSpan.FromMilliseconds(100));
        await BegunAsync(2);
        _begun[1].SetResult(2);
        Assert.Equal(2, await next);
        _begun[0].SetResult(1);
        Assert.Equal(1, await hangs);
    }

    private Task<int> AskAsync(string name = "page") => _rounds.JoinAsync(name, () =>
    {
        var made = new TaskCompletionSource<int>();
        _begun.Add(made);
        return made.Task;
    });

    private Task<int> BegunAsync(int rounds) => Wait.UntilAsync(() => Task.FromResult(_begun.Count), begun => begun >= rounds, $"{rounds} rounds have begun", TimeSpan.FromSeconds(10));
}
