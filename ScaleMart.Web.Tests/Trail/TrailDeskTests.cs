using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Trail;
using Xunit;

namespace ScaleMart.Web.Tests.Trail;

/// <summary>No act without its entry, whatever is away; and what was written down is what happened.</summary>
public sealed class TrailDeskTests : IAsyncDisposable
{
    private readonly BookStore _books = new(BookStore.Sqlite);
    private readonly StoppedBook _book;
    private readonly TrailParts _trail;
    private int _done;

    public TrailDeskTests(BackRooms rooms) => (_book, _trail) = (new StoppedBook(_books.Book<ITrailBook>()), TrailParts.Of(rooms, null!));

    private TrailParts Trail => _trail with { Book = _book };

    public ValueTask DisposeAsync() => _books.DisposeAsync();

    [Fact]
    public async Task An_entry_says_who_when_from_where_what_why_and_what_changed()
    {
        var start = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var answer = await Trail.Desk.RunAsync(new Actor("u1", "Ann", "10.0.0.7"), "sale.restock", "sale:s1", "more came", new { Total = 10 }, DoAsync, n => new TrailEnd("done", new { Total = 10 + n }));

        Assert.Equal(1, answer);
        var entry = Assert.Single(await Trail.ListAsync());
        var begun = entry.Opening;
        Assert.Equal(("u1", "Ann", "10.0.0.7", "sale.restock", "sale:s1", "more came", """{"total":10}"""), (begun.WhoId, begun.WhoName, begun.From, begun.Act, begun.Subject, begun.Reason, begun.Before));
        Assert.Equal(("done", """{"total":11}"""), (entry.Ending!.Outcome, entry.Ending.After));
        Assert.InRange(begun.At, start, entry.Ending.At);
        Assert.Equal([new TrailChange("total", "10", "11")], TrailChange.Of(entry));
        Assert.False(entry.IsKept);
    }

    [Fact]
    public async Task The_entry_is_there_before_the_act_is_done()
    {
        await Trail.Desk.RunAsync(Staff.Boss, "sale.pause", "sale:s1", "", null, async () =>
        {
            var entry = Assert.Single(await Trail.ListAsync());
            Assert.Null(entry.Ending);
            return await DoAsync();
        }, _ => new TrailEnd("done", null));
        Assert.Equal("done", Assert.Single(await Trail.ListAsync()).Ending!.Outcome);
        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task An_act_that_throws_is_written_down_with_what_is_known_of_its_end()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => RunAsync(() => throw new StoreUnavailableException("no answer")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(() => throw new InvalidOperationException("a defect")));
        Assert.Equal([TrailEnd.Failed, TrailEnd.NotKnown], (await Trail.ListAsync()).OrderBy(e => e.Ending!.Outcome, StringComparer.Ordinal).Select(e => e.Ending!.Outcome));
    }

    [Fact]
    public async Task While_the_book_is_away_acts_go_on_and_are_read_from_Redis()
    {
        _book.IsAway = true;
        Assert.Equal(1, await RunAsync(DoAsync));
        var page = await Trail.Reader.ListAsync(new TrailQuery(), 10);
        Assert.Equal(TrailAway.Book, page.Away);
        Assert.Equal("done", Assert.Single(page.Entries).Ending!.Outcome);
        // A table that lacks what nobody sees is lacking would be a lie.
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Trail.Reader.WholeAsync(new TrailQuery()));

        _book.IsAway = false;
        await Trail.Carrier.RunAsync();
        Assert.True(Assert.Single(await Trail.ListAsync()).IsKept);
        Assert.Single(await ToListAsync(await Trail.Reader.WholeAsync(new TrailQuery())));
    }

    [Fact]
    public async Task While_Redis_is_away_entries_go_into_the_book()
    {
        var trail = Trail.WithoutRedis();
        Assert.Equal(1, await trail.Desk.RunAsync(Staff.Boss, "user.lock", "user:u1", "spam", null, DoAsync, _ => new TrailEnd("done", null)));
        var page = await trail.Reader.ListAsync(new TrailQuery(), 10);
        Assert.Equal(TrailAway.Redis, page.Away);
        var entry = Assert.Single(page.Entries);
        Assert.Equal(("user.lock", "done", true), (entry.Opening.Act, entry.Ending!.Outcome, entry.IsKept));
    }

    [Fact]
    public async Task While_both_are_away_nothing_is_done()
    {
        _book.IsAway = true;
        var trail = Trail.WithoutRedis();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => trail.Desk.RunAsync(Staff.Boss, "user.lock", "user:u1", "spam", null, DoAsync, _ => new TrailEnd("done", null)));
        Assert.Equal(0, _done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => trail.Reader.ListAsync(new TrailQuery(), 10));
    }

    [Fact]
    public async Task An_act_that_is_done_is_answered_though_its_end_cannot_be_written_down()
    {
        var trail = Trail.WithoutRedis();
        Assert.Equal(1, await trail.Desk.RunAsync(Staff.Boss, "user.lock", "user:u1", "spam", null, () =>
        {
            _book.IsAway = true;
            return DoAsync();
        }, _ => new TrailEnd("done", null)));
        _book.IsAway = false;
        Assert.Null(Assert.Single(await trail.ListAsync()).Ending);
    }

    [Fact]
    public async Task Pages_go_over_what_is_in_Redis_and_what_is_in_the_book_as_over_one_list()
    {
        for (var n = 0; n < 5; n++) await Trail.ActAsync($"sale:kept-{n}");
        await Trail.Carrier.RunAsync();
        for (var n = 0; n < 4; n++) await Trail.ActAsync($"sale:fresh-{n}");

        var seen = new List<TrailEntry>();
        var query = new TrailQuery { Act = "sale" };
        while (true)
        {
            var page = await Trail.Reader.ListAsync(query, 2);
            seen.AddRange(page.Entries);
            if (page.Older is not { } older) break;
            query = query with { OlderThan = TrailPlace.Read(older.ToString()) };
        }

        Assert.Equal(9, seen.Select(e => e.Opening.Id).Distinct().Count());
        Assert.Equal(9, seen.Count);
        Assert.All(seen, e => Assert.Equal("done", e.Ending?.Outcome));
        Assert.Equal(seen.Select(e => TrailPlace.Of(e.Opening)).OrderDescending(), seen.Select(e => TrailPlace.Of(e.Opening)));
        Assert.Equal(4, seen.Count(e => !e.IsKept));
    }

    private Task<int> RunAsync(Func<Task<int>> does) => Trail.Desk.RunAsync(Staff.Boss, "sale.pause", "sale:s1", "", null, does, _ => new TrailEnd("done", null));

    private Task<int> DoAsync() => Task.FromResult(++_done);

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }
}
