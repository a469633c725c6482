using System.Runtime.CompilerServices;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail.Keeping;
using StackExchange.Redis;

namespace ScaleMart.Web.Trail;

/// <summary>Reads the trail: what is still in Redis over what the book has.</summary>
public sealed class TrailReader(TrailQueue queue, ITrailBook book, ILogger<TrailReader> log)
{
    private const int Chunk = 500;

    /// <summary>The newest that are asked for, at most so many. Of the two stores one may be away, and the page says which.</summary>
    /// <exception cref="StoreUnavailableException">Neither gives an answer.</exception>
    public async Task<TrailPage> ListAsync(TrailQuery query, int most, CancellationToken cancel = default)
    {
        // Redis first: what is carried over between the two looks is then seen twice, and never missed.
        var (waiting, redisFault) = await WaitingAsync();
        try
        {
            var kept = await book.ListAsync(query, most + 1, cancel);
            var entries = Merge(query, waiting, kept, most);
            var endings = await book.EndingsAsync([.. entries.Select(e => e.Opening.Id)], cancel);
            return Page(entries, [.. endings, .. waiting.OfType<TrailEnding>()], most, redisFault is null ? TrailAway.None : TrailAway.Redis);
        }
        catch (StoreUnavailableException fault) when (redisFault is null)
        {
            log.ReadWithoutBook(fault.Message);
            return Page(Merge(query, waiting, [], most), [.. waiting.OfType<TrailEnding>()], most, TrailAway.Book);
        }
    }

    /// <summary>All that are asked for, newest first, as they come: memory does not grow with them. The first are read when it returns.</summary>
    /// <exception cref="StoreUnavailableException">One of the stores is away, now or on the way: a list that is not whole does not look like one.</exception>
    public async Task<IAsyncEnumerable<TrailEntry>> WholeAsync(TrailQuery query, CancellationToken cancel = default) => OnAsync(query, await ChunkAsync(query, cancel), cancel);

    private async IAsyncEnumerable<TrailEntry> OnAsync(TrailQuery query, TrailPage page, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            foreach (var entry in page.Entries) yield return entry;
            if (page.Older is not { } older) yield break;
            page = await ChunkAsync(query with { OlderThan = older }, cancel);
        }
    }

    private async Task<TrailPage> ChunkAsync(TrailQuery query, CancellationToken cancel) =>
        await ListAsync(query, Chunk, cancel) is { Away: TrailAway.None } page ? page : throw new StoreUnavailableException("The trail cannot be read as a whole now.");

    private async Task<(IReadOnlyList<TrailRecord> Waiting, Exception? Fault)> WaitingAsync()
    {
        try
        {
            return (await queue.ReadAsync(), null);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.ReadWithoutRedis(fault.Message);
            return ([], fault);
        }
    }

    private static List<TrailEntry> Merge(TrailQuery query, IReadOnlyList<TrailRecord> waiting, IReadOnlyList<TrailOpening> kept, int most)
    {
        var entries = kept.Select(o => new TrailEntry(o, null) { IsKept = true });
        var fresh = waiting.OfType<TrailOpening>().Where(query.Matches).Select(o => new TrailEntry(o, null));
        return [.. entries.Concat(fresh).DistinctBy(e => e.Opening.Id).OrderByDescending(e => TrailPlace.Of(e.Opening)).Take(most + 1)];
    }

    private static TrailPage Page(List<TrailEntry> entries, IReadOnlyList<TrailEnding> endings, int most, TrailAway away)
    {
        var ends = endings.DistinctBy(e => e.Id).ToDictionary(e => e.Id);
        List<TrailEntry> shown = [.. entries.Take(most).Select(e => e with { Ending = ends.GetValueOrDefault(e.Opening.Id) })];
        return new TrailPage(shown, entries.Count > most ? TrailPlace.Of(shown[^1].Opening) : null, away);
    }
}
