using System.Diagnostics;
using System.Threading.Channels;
using HdrHistogram;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>So many keep-alive connections, each a <see cref="LeanConnection"/>, driven by one of two models.</summary>
public sealed class LeanDriver(Uri shop, int connections)
{
    private const int Scratch = 8 * 1024;

    /// <summary>
    /// Open model: requests come at that rate, those of one millisecond together, whether earlier ones were answered or not. What
    /// is timed begins when a request was due, so that one who waits for a free connection, or for this driver, has waited
    /// (corrected for coordinated omission).
    /// </summary>
    /// <exception cref="IOException">A connection ended.</exception>
    public async Task<LeanRun> OpenModelAsync(Requests requests, double rate, TimeSpan time)
    {
        var due = Channel.CreateUnbounded<(long Number, long At)>(new UnboundedChannelOptions { SingleWriter = true });
        return await DriveAsync(requests, async (lane, next) =>
        {
            await foreach (var (number, at) in due.Reader.ReadAllAsync()) await next(lane, number, at);
        }, () => Pace(due.Writer, rate, time));
    }

    /// <summary>Closed model: each connection asks again when it has its answer.</summary>
    /// <exception cref="IOException">A connection ended.</exception>
    public async Task<LeanRun> ClosedModelAsync(Requests requests, TimeSpan time)
    {
        long number = 0;
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return await DriveAsync(requests, async (lane, next) =>
        {
            while (Stopwatch.GetTimestamp() < end) await next(lane, Interlocked.Increment(ref number), Stopwatch.GetTimestamp());
        }, () => { });
    }

    // A thread of its own, so that a full thread pool does not make arrivals late.
    private static void Pace(ChannelWriter<(long Number, long At)> due, double rate, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var millisecond = Stopwatch.Frequency / 1_000;
        long number = 0;
        for (var tick = 1L; tick <= time.TotalMilliseconds; tick++)
        {
            var at = start + (tick * millisecond);
            Sleep.Until(at);
            for (var all = (long)(rate * tick / 1_000); number < all; number++) due.TryWrite((number, at));
        }

        due.Complete();
    }

    private async Task<LeanRun> DriveAsync(Requests requests, Func<Lane, Func<Lane, long, long, Task>, Task> run, Action pace)
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ => new Lane(await LeanConnection.OpenAsync(shop))));
        try
        {
            var start = Stopwatch.GetTimestamp();
            var pacer = Task.Factory.StartNew(pace, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await Task.WhenAll(lanes.Select(lane => Task.Run(() => run(lane, (l, number, at) => l.AskAsync(requests, number, at)))).Append(pacer));
            return LeanRun.Of(lanes.Select(l => l.Seen), Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            foreach (var lane in lanes) lane.Dispose();
        }
    }

    private sealed class Lane(LeanConnection connection) : IDisposable
    {
        private readonly byte[] _scratch = new byte[Scratch];

        public LeanRun Seen { get; } = new();

        public async Task AskAsync(Requests requests, long number, long at)
        {
            var sent = Stopwatch.GetTimestamp();
            var status = await connection.AskAsync(requests.Make(number, _scratch));
            Seen.Add(status, Stopwatch.GetElapsedTime(at), Stopwatch.GetElapsedTime(at, sent));
        }

        public void Dispose() => connection.Dispose();
    }
}

/// <summary>What a lean driver saw: answers by status, and two histograms in microseconds.</summary>
public sealed class LeanRun
{
    private const long Longest = 120_000_000;
    private readonly Dictionary<int, long> _statuses = [];

    /// <summary>From the moment when a request was due to the end of its answer.</summary>
    public LongHistogram Latency { get; } = new(Longest, 3);

    /// <summary>From the moment when a request was due to its sending: the driver's own lateness, and the wait for a free connection.</summary>
    public LongHistogram Lateness { get; } = new(Longest, 3);

    public TimeSpan Took { get; private init; }

    public IReadOnlyDictionary<int, long> Statuses => _statuses;

    public long Answers => _statuses.Values.Sum();

    public double Rate => Answers / Took.TotalSeconds;

    internal void Add(int status, TimeSpan latency, TimeSpan lateness)
    {
        _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
        Latency.RecordValue(Microseconds(latency));
        Lateness.RecordValue(Microseconds(lateness));
    }

    internal static LeanRun Of(IEnumerable<LeanRun> lanes, TimeSpan took)
    {
        var all = new LeanRun { Took = took };
        foreach (var lane in lanes)
        {
            all.Latency.Add(lane.Latency);
            all.Lateness.Add(lane.Lateness);
            foreach (var (status, count) in lane._statuses) all._statuses[status] = all._statuses.GetValueOrDefault(status) + count;
        }

        return all;
    }

    private static long Microseconds(TimeSpan time) => Math.Clamp((long)time.TotalMicroseconds, 0, Longest);
}
