using System.Reflection;
using Microsoft.Data.Sqlite;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Trail;
using Xunit;

namespace ScaleMart.Web.Tests.Trail;

/// <summary>What the book promises about the trail, whatever it is kept in.</summary>
[Trait("stores", "own")]
public sealed class TrailBookTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    [Theory, EachStore]
    public async Task Both_records_of_an_act_come_back_as_they_were_written(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITrailBook>();
        var opening = Opening("a") with { Reason = "“broken”\tin transit", Before = """{"total":10,"note":"a\tb"}""" };
        var ending = new TrailEnding { Id = "a", At = At.AddMilliseconds(7), Outcome = "done", After = """{"total":15}""" };
        await book.AddAsync(opening);
        await book.AddAsync(ending);

        Assert.Equal([opening], await book.ListAsync(new TrailQuery(), 10));
        Assert.Equal([ending], await book.EndingsAsync(["a", "b"]));
        Assert.Empty(await book.EndingsAsync([]));
    }

    [Theory, EachStore]
    public async Task What_is_written_stays_as_it_is_whatever_is_written_under_its_id_after_it(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITrailBook>();
        await book.AddAsync(Opening("a"));
        await book.AddAsync(Opening("a") with { WhoName = "Somebody else", At = At.AddDays(1) });
        await book.AddAsync(new TrailEnding { Id = "a", At = At, Outcome = "done" });
        await book.AddAsync(new TrailEnding { Id = "a", At = At, Outcome = "notFound" });

        Assert.Equal([Opening("a")], await book.ListAsync(new TrailQuery(), 10));
        Assert.Equal("done", Assert.Single(await book.EndingsAsync(["a"])).Outcome);
    }

    [Theory, EachStore]
    public async Task Entries_are_found_by_who_what_on_what_and_when(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITrailBook>();
        TrailOpening[] all =
        [
            Opening("a") with { WhoId = "u1", WhoName = "Ann (Öst)", Act = "sale.pause", Subject = "sale:s1" },
            Opening("b") with { WhoId = "u2", WhoName = "Bob", Act = "sale.resume", Subject = "sale:s2", At = At.AddHours(1) },
            Opening("c") with { WhoId = "ann", WhoName = "Cyd", Act = "order.refund", Subject = "order:s1", At = At.AddHours(2) },
            Opening("d") with { WhoId = "u4", WhoName = "Dee", Act = "sales", Subject = "user:u1", At = At.AddHours(3) },
        ];
        foreach (var one in all) await book.AddAsync(one);
        async Task<string> Found(TrailQuery query)
        {
            var found = string.Concat((await book.ListAsync(query, 10)).Select(e => e.Id));
            // What is still in Redis is found by the same rules.
            Assert.Equal(found, string.Concat(all.Where(query.Matches).OrderByDescending(TrailPlace.Of).Select(e => e.Id)));
            return found;
        }

        Assert.Equal("dcba", await Found(new TrailQuery()));
        Assert.Equal("ca", await Found(new TrailQuery { Who = "ann" }));
        Assert.Equal("a", await Found(new TrailQuery { Who = "(öS" }));
        Assert.Equal("", await Found(new TrailQuery { Who = "a.n" }));
        Assert.Equal("b", await Found(new TrailQuery { Who = "u2" }));
        Assert.Equal("a", await Found(new TrailQuery { Act = "sale.pause" }));
        Assert.Equal("ba", await Found(new TrailQuery { Act = "sale" }));
        Assert.Equal("ca", await Found(new TrailQuery { Subject = "s1" }));
        Assert.Equal("c", await Found(new TrailQuery { Subject = "order:s1" }));
        Assert.Equal("cb", await Found(new TrailQuery { From = At.AddHours(1), To = At.AddHours(3) }));
        Assert.Equal("dc", await Found(new TrailQuery { From = At.AddHours(1).AddTicks(1) }));
        Assert.Equal("b", await Found(new TrailQuery { Act = "sale", OlderThan = new TrailPlace(At.AddHours(2), "c"), From = At.AddMinutes(1) }));
    }

    [Theory, EachStore]
    public async Task Page_after_page_shows_each_entry_once_though_many_are_of_one_millisecond(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<ITrailBook>();
        var ids = Enumerable.Range(0, 7).Select(n => $"e{n}").ToList();
        foreach (var id in ids.Order(StringComparer.Ordinal)) await book.AddAsync(Opening(id) with { At = id == "e3" ? At.AddMilliseconds(1) : At });

        var seen = new List<string>();
        for (TrailPlace? place = null; ;)
        {
            var page = await book.ListAsync(new TrailQuery { OlderThan = place }, 2);
            if (page.Count == 0) break;
            seen.AddRange(page.Select(e => e.Id));
            place = TrailPlace.Read(TrailPlace.Of(page[^1]).ToString());
        }

        Assert.Equal(["e3", "e6", "e5", "e4", "e2", "e1", "e0"], seen);
    }

    [Fact]
    public void The_book_has_no_way_to_change_or_to_drop_an_entry() =>
        Assert.Equal(["AddAsync", "EndingsAsync", "ListAsync"], typeof(ITrailBook).GetMembers(BindingFlags.Public | BindingFlags.Instance).Select(m => m.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("UPDATE trail SET act = 'x'")]
    [InlineData("DELETE FROM trail")]
    [InlineData("UPDATE trail_endings SET document = '{}'")]
    [InlineData("DELETE FROM trail_endings")]
    public async Task The_embedded_store_itself_refuses_to_change_or_to_drop_one(string sql)
    {
        await using var books = new BookStore(BookStore.Sqlite);
        var book = books.Book<ITrailBook>();
        await book.AddAsync(Opening("a"));
        await book.AddAsync(new TrailEnding { Id = "a", At = At, Outcome = "done" });
        var refused = await Assert.ThrowsAsync<SqliteException>(() => books.Book<SqliteDoor>().WriteAsync((c, t) =>
        {
            using var command = c.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, t);
            return command.ExecuteNonQuery();
        }));
        Assert.Contains("the trail", refused.Message, StringComparison.Ordinal);
        Assert.Equal([Opening("a")], await book.ListAsync(new TrailQuery(), 10));
    }

    internal static TrailOpening Opening(string id) => new()
    {
        Id = id,
        At = At,
        WhoId = "boss",
        WhoName = "Boss",
        From = "127.0.0.1",
        Act = "sale.pause",
        Subject = "sale:s1",
        Reason = "",
    };
}
