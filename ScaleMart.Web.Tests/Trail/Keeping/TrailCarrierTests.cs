using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Trail;
using Xunit;

namespace ScaleMart.Web.Tests.Trail.Keeping;

/// <summary>What is in Redis comes into the book, exactly once, whoever carries it and wherever they are stopped.</summary>
public sealed class TrailCarrierTests(BackRooms rooms) : IAsyncDisposable
{
    private readonly BookStore _books = new(BookStore.StandIn, timeoutMilliseconds: 1_000);

    private ITrailBook Book => _books.Book<ITrailBook>();

    public ValueTask DisposeAsync() => _books.DisposeAsync();

    [Fact]
    public async Task What_is_carried_is_in_the_book_and_no_longer_in_Redis()
    {
        var trail = TrailParts.Of(rooms, Book);
        await trail.ActAsync("sale:s1");
        Assert.Empty(await Book.ListAsync(new TrailQuery(), 10));

        await trail.Carrier.RunAsync();

        Assert.Empty(await trail.Queue.ReadAsync());
        var entry = Assert.Single(await trail.ListAsync());
        Assert.Equal(("sale:s1", "done", true), (entry.Opening.Subject, entry.Ending!.Outcome, entry.IsKept));
    }

    [Fact]
    public async Task Killed_between_the_insert_and_the_removal_a_record_is_carried_again_and_is_there_once()
    {
        var book = new StoppedBook(Book) { After = _ => throw new OperationCanceledException("killed here") };
        var trail = TrailParts.Of(rooms, book);
        await trail.ActAsync("sale:s1");

        // Once behind the entry, once behind its end.
        for (var kill = 0; kill < 2; kill++)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => trail.Carrier.RunAsync());
            Assert.Equal("s1", Assert.Single(await Book.ListAsync(new TrailQuery(), 10)).SubjectId);
            Assert.Equal(2 - kill, (await trail.Queue.ReadAsync()).Count);
            book.After = record => { if (record is TrailEnding) throw new OperationCanceledException("killed here"); };
        }

        book.After = _ => { };
        await trail.Carrier.RunAsync();
        Assert.Empty(await trail.Queue.ReadAsync());
        Assert.Equal("done", Assert.Single(await trail.ListAsync()).Ending!.Outcome);
    }

    [Fact]
    public async Task Killed_before_the_insert_nothing_is_lost()
    {
        var book = new StoppedBook(Book) { Before = _ => throw new OperationCanceledException("killed here") };
        var trail = TrailParts.Of(rooms, book);
        await trail.ActAsync("sale:s1");
        await Assert.ThrowsAsync<OperationCanceledException>(() => trail.Carrier.RunAsync());
        book.Before = _ => { };
        await trail.Carrier.RunAsync();
        Assert.Equal("done", Assert.Single(await trail.ListAsync()).Ending!.Outcome);
    }

    [Fact]
    public async Task Several_processes_carry_at_once_and_each_record_is_there_once()
    {
        var trail = TrailParts.Of(rooms, Book);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => trail.ActAsync($"sale:s{n}")));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => trail.Carrier.RunAsync())));
        Assert.Empty(await trail.Queue.ReadAsync());
        var entries = await trail.ListAsync();
        Assert.Equal(40, entries.Select(e => e.Opening.Subject).Distinct().Count());
        Assert.Equal(40, entries.Count);
        Assert.All(entries, e => Assert.Equal("done", e.Ending!.Outcome));
    }

    [Fact]
    public async Task A_record_that_the_book_will_never_take_is_kept_aside_still_shown_and_keeps_nobody_out()
    {
        var trail = TrailParts.Of(rooms, Book);
        await trail.ActAsync("sale:before");
        await trail.ActAsync("sale:poison");
        await trail.ActAsync("sale:behind");
        _books.Mongo!.Poison("subject", "sale:poison");

        await trail.Carrier.RunAsync();

        Assert.Empty(await trail.Queue.PeekAsync(10));
        // Acts of one millisecond have no order among themselves, so they are looked at by what they were done to.
        Assert.Equal(["before", "behind"], (await Book.ListAsync(new TrailQuery(), 10)).Select(e => e.SubjectId).Order(StringComparer.Ordinal));
        var shown = await trail.ListAsync();
        Assert.Equal([("sale:before", true), ("sale:behind", true), ("sale:poison", false)], shown.Select(e => (e.Opening.Subject, e.IsKept)).OrderBy(e => e.Subject, StringComparer.Ordinal));
        Assert.All(shown, e => Assert.Equal("done", e.Ending!.Outcome));
    }

    [Fact]
    public async Task A_line_that_nobody_can_read_is_kept_aside_and_keeps_nobody_out()
    {
        var trail = TrailParts.Of(rooms, Book);
        foreach (var line in new[] { "nonsense", "1\topening\tnonsense", "1\tnothing\t{}", "999999999999999999\topening\t{}" })
            await rooms.Redis.ListRightPushAsync($"{{{trail.Queue.Name}}}:waiting", line);
        await trail.ActAsync("sale:s1");

        await trail.Carrier.RunAsync();

        Assert.Empty(await trail.Queue.PeekAsync(10));
        Assert.Equal(4, await rooms.Redis.HashLengthAsync($"{{{trail.Queue.Name}}}:refused"));
        Assert.Single(await trail.ListAsync());
    }

    [Fact]
    public async Task A_book_that_is_away_stops_the_carrying_and_what_waits_is_whole_when_it_comes_back()
    {
        var trail = TrailParts.Of(rooms, Book);
        await trail.ActAsync("sale:s1");
        _books.Mongo!.AnswerNotPrimary("insert", times: 2);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => trail.Carrier.RunAsync());
        Assert.Equal(2, (await trail.Queue.ReadAsync()).Count);

        await trail.Carrier.RunAsync();

        Assert.Empty(await trail.Queue.ReadAsync());
        Assert.Equal("done", Assert.Single(await trail.ListAsync()).Ending!.Outcome);
    }
}
