using System.Globalization;
using ScaleMart.LoadTests.Running;

namespace ScaleMart.LoadTests.Shop;

/// <summary>Many watchers of one sale, who come in a few at a time, as nobody's computer opens ten thousand connections in one blow.</summary>
public sealed class Gallery(IReadOnlyList<Watcher> watchers) : IAsyncDisposable
{
    private const int AtOnce = 32, Spare = 200;
    private const string Limits = "/proc/self/limits";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public IReadOnlyList<Watcher> Watchers => watchers;

    /// <summary>Connected at this moment.</summary>
    public int Open => watchers.Count(w => w.IsOpen);

    /// <exception cref="InvalidOperationException">This process may not open so many files, or the shop would not let someone in.</exception>
    public async Task ComeInAsync(Screen screen)
    {
        var bar = new Bar(screen, "watchers", watchers.Count);
        await Parallel.ForEachAsync(watchers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (watcher, cancel) =>
        {
            try
            {
                await watcher.ComeAsync(cancel);
            }
            catch (Exception fault) when (fault is System.Net.WebSockets.WebSocketException or IOException)
            {
                throw new InvalidOperationException($"A live connection could not be opened when {Open} were: {(fault.InnerException ?? fault).Message} If it is about files, raise `ulimit -n` here and for the shop.", fault);
            }

            bar.Step();
        });
    }

    /// <summary>Those who do not see what is left of the sale, after so long a time for the last news to come.</summary>
    public async Task<IReadOnlyList<Watcher>> WrongAsync(int available, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var wrong = watchers.Where(w => w.Available != available).ToArray();
            if (wrong.Length == 0 || TimeProvider.System.GetElapsedTime(start) > patience) return wrong;
            await Task.Delay(Pause);
        }
    }

    /// <summary>Fails before anything is opened, with what to do, when so many connections are more than this process may have.</summary>
    /// <exception cref="InvalidOperationException">They are.</exception>
    public static void CheckFiles(int connections, int sockets)
    {
        var line = File.Exists(Limits) ? File.ReadLines(Limits).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal)) : null;
        CheckFiles(connections, sockets, line is not null && int.TryParse(line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture, out var most) ? most : int.MaxValue);
    }

    /// <summary>The same, against a limit that is known.</summary>
    public static void CheckFiles(int connections, int sockets, int limit)
    {
        if (connections + sockets + Spare is var needed && needed > limit)
            throw new InvalidOperationException($"{connections} live connections need about {needed} open files, and this process may have {limit}: run `ulimit -n {needed}` in this shell first (the shop needs as many), or take fewer --connections.");
    }

    public async ValueTask DisposeAsync() => await Parallel.ForEachAsync(watchers, async (watcher, _) => await watcher.DisposeAsync());
}
