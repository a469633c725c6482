using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

/// <summary>Writes to the embedded document store: who waits goes together, and nobody answers for another.</summary>
public sealed class SqliteDoorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataDirectory _data;
    private readonly SqliteDoor _door;

    public SqliteDoorTests()
    {
        _data = new DataDirectory(_folder.Path);
        _door = new SqliteDoor(_data, [new SqliteSchema("CREATE TABLE IF NOT EXISTS notes (id TEXT PRIMARY KEY)")]);
    }

    [Fact]
    public async Task Who_waits_while_another_writes_shares_the_next_transaction()
    {
        using var gate = new ManualResetEventSlim();
        var transactions = new ConcurrentQueue<SqliteTransaction>();
        var first = HoldAsync(gate);
        var others = Enumerable.Range(0, 5).Select(n => _door.WriteAsync((c, t) =>
        {
            transactions.Enqueue(t);
            return Insert(c, t, $"{n}");
        })).ToList();
        gate.Set();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(5, transactions.Count);
        Assert.Single(transactions.Distinct());
        Assert.Equal(["0", "1", "2", "3", "4", "held"], await NotesAsync());
    }

    [Fact]
    public async Task What_one_cannot_write_takes_nothing_of_the_others_with_it()
    {
        using var gate = new ManualResetEventSlim();
        var first = HoldAsync(gate);
        var before = WriteAsync("before");
        var twice = _door.WriteAsync((c, t) => Insert(c, t, "its own") + Insert(c, t, "before"));
        var broken = _door.WriteAsync<int>((c, t) =>
        {
            Insert(c, t, "half");
            throw new FormatException("not to be written");
        });
        var after = WriteAsync("after");
        gate.Set();
        await Task.WhenAll(first, before, after);
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => twice)).SqliteErrorCode);
        await Assert.ThrowsAsync<FormatException>(() => broken);
        Assert.Equal(["after", "before", "held"], await NotesAsync());
    }

    [Fact]
    public async Task What_one_alone_cannot_write_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<FormatException>(() => _door.WriteAsync<int>((c, t) =>
        {
            Insert(c, t, "half");
            throw new FormatException("not to be written");
        }));
        await WriteAsync("after");
        Assert.Equal(["after"], await NotesAsync());
    }

    [Fact]
    public async Task When_the_store_fails_nobody_is_told_that_theirs_is_kept_and_the_next_write_begins_anew()
    {
        using var gate = new ManualResetEventSlim();
        var first = HoldAsync(gate);
        var before = WriteAsync("before");
        var failing = _door.WriteAsync<int>((_, _) => throw new SqliteException("disk I/O error", 10));
        gate.Set();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => failing);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => before);
        await WriteAsync("after");
        Assert.Equal(["after"], await NotesAsync());
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_is_released_at_once_and_never_begun()
    {
        using var gate = new ManualResetEventSlim();
        using var end = new CancellationTokenSource();
        var first = HoldAsync(gate);
        var given = _door.WriteAsync(Deadline.Never, (c, t) => Insert(c, t, "given up"), end.Token);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(first.IsCompleted);
        gate.Set();
        await first;
        await WriteAsync("after");
        Assert.Equal(["after", "held"], await NotesAsync());
    }

    [Fact]
    public async Task A_write_whose_time_is_over_when_its_turn_comes_is_not_begun()
    {
        var clock = new HandClock();
        using var gate = new ManualResetEventSlim();
        var first = HoldAsync(gate);
        var late = _door.WriteAsync(new Deadline(clock, TimeSpan.FromSeconds(1)), (c, t) => Insert(c, t, "late"));
        clock.Move(2_000);
        gate.Set();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => late);
        await first;
        Assert.Equal(["held"], await NotesAsync());
    }

    [Fact]
    public async Task Whoever_waits_when_the_door_is_closed_is_still_served()
    {
        using var gate = new ManualResetEventSlim();
        var first = HoldAsync(gate);
        var waiting = WriteAsync("waiting");
        var closing = Task.Run(_door.Dispose, CancellationToken.None);
        gate.Set();
        await Task.WhenAll(first, waiting, closing);
        using var again = new SqliteDoor(_data, []);
        Assert.Equal(["held", "waiting"], await again.ReadAsync(Notes));
    }

    public void Dispose()
    {
        _door.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }

    // The writer is busy with this one until the gate opens.
    private Task<int> HoldAsync(ManualResetEventSlim gate)
    {
        using var begun = new ManualResetEventSlim();
        var held = _door.WriteAsync((c, t) =>
        {
            begun.Set();
            gate.Wait();
            return Insert(c, t, "held");
        });
        begun.Wait();
        return held;
    }

    private Task<int> WriteAsync(string id) => _door.WriteAsync((c, t) => Insert(c, t, id));

    private Task<List<string>> NotesAsync() => _door.ReadAsync(Notes);

    private static List<string> Notes(SqliteConnection connection) => connection.Query<string>("SELECT id FROM notes ORDER BY id").ToList();

    private static int Insert(SqliteConnection connection, SqliteTransaction transaction, string id) =>
        connection.Execute("INSERT INTO notes (id) VALUES (@id)", new { id }, transaction);
}
