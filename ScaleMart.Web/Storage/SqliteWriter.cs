using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ScaleMart.Web.Storage;

/// <summary>
/// The embedded document store's one writer, on a thread of its own. Who waits while a transaction is under way goes into the next one
/// together with all who wait (group commit): they share its pages and its sync to the disk. A document that cannot be written takes nobody
/// else's with it: whoever comes after the first stands in a savepoint. Only when the store itself fails do all of them fail.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int Together = 16;
    private const int Error = 1, TooBig = 18, Constraint = 19, Mismatch = 20, Range = 25;
    private const string Point = "one";
    private readonly Func<SqliteConnection> _open;
    private readonly BlockingCollection<Job> _waiting = [];
    private readonly Thread _thread;
    private SqliteConnection? _connection;

    public SqliteWriter(Func<SqliteConnection> open)
    {
        _open = open;
        // Not the pool's: it waits for the disk, and the pool has as many threads as there are cores, which requests need.
        _thread = new Thread(Serve) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>Completes when what <paramref name="write"/> did is on disk. Cancelled before its turn it is never begun; after that it is seen to its end.</summary>
    public Task<T> RunAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancel)
    {
        var job = new Job<T>(write, cancel);
        _waiting.Add(job, CancellationToken.None);
        return job.Task;
    }

    /// <summary>Returns when all who waited have been served.</summary>
    public void Dispose()
    {
        if (_waiting.IsAddingCompleted) return;
        _waiting.CompleteAdding();
        _thread.Join();
    }

    private void Serve()
    {
        foreach (var job in _waiting.GetConsumingEnumerable()) Serve(job);
        _connection?.Dispose();
    }

    private void Serve(Job first)
    {
        var ran = new List<Job>();
        Job? job = first;
        try
        {
            _connection ??= _open();
            using var transaction = _connection.BeginTransaction();
            do
            {
                if (Run(job!, transaction, isFirst: ran.Count == 0)) ran.Add(job!);
                job = null;
            }
            while (ran.Count is > 0 and < Together && _waiting.TryTake(out job));
            if (ran.Count > 0) transaction.Commit(); // Else it is rolled back, with what the first had written before it failed.
        }
        catch (Exception fault)
        {
            // Nothing of this transaction stays. Whatever state the connection is in, the next one begins with a new one.
            _connection?.Dispose();
            _connection = null;
            job?.Fail(fault);
            foreach (var other in ran) other.Fail(fault);
            return;
        }

        foreach (var done in ran) done.Tell();
    }

    // A savepoint is not for nothing: SQLite copies every page before it is changed. Mostly there is one job, and the transaction is its own.
    private static bool Run(Job job, SqliteTransaction transaction, bool isFirst)
    {
        if (!job.TryBegin()) return false;
        if (!isFirst) transaction.Save(Point);
        try
        {
            job.Run(transaction);
            if (!isFirst) transaction.Release(Point);
            return true;
        }
        catch (Exception fault) when (IsItsOwn(fault))
        {
            if (!isFirst)
            {
                transaction.Rollback(Point);
                transaction.Release(Point);
            }

            job.Fail(fault);
            return false;
        }
    }

    // What a statement or its values are refused for; after any other of SQLite's errors the transaction may be gone.
    private static bool IsItsOwn(Exception fault) => fault is not SqliteException { SqliteErrorCode: not (Error or TooBig or Constraint or Mismatch or Range) };

    private abstract class Job
    {
        /// <summary>False: it was cancelled while it waited.</summary>
        public abstract bool TryBegin();

        public abstract void Run(SqliteTransaction transaction);

        public abstract void Tell();

        public abstract void Fail(Exception fault);
    }

    private sealed class Job<T> : Job
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<SqliteConnection, SqliteTransaction, T> _write;
        private readonly CancellationTokenRegistration _cancel;
        private T _result = default!;
        private int _taken;

        public Job(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancel)
        {
            _write = write;
            _cancel = cancel.UnsafeRegister((_, why) =>
            {
                if (Interlocked.Exchange(ref _taken, 1) == 0) _answer.TrySetCanceled(why);
            }, null);
        }

        public Task<T> Task => _answer.Task;

        public override bool TryBegin()
        {
            _cancel.Unregister();
            return Interlocked.Exchange(ref _taken, 1) == 0;
        }

        public override void Run(SqliteTransaction transaction) => _result = _write(transaction.Connection!, transaction);

        public override void Tell() => _answer.TrySetResult(_result);

        public override void Fail(Exception fault) => _answer.TrySetException(fault);
    }
}
