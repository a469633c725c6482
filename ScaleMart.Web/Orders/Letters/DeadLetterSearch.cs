using System.Globalization;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Orders.Letters;

/// <summary>
/// Finds dead letters among many, and sends all that were found again. What it reads is bounded: the heads of <see cref="Most"/>
/// letters, and the records of those that are shown, or of all of them when a user is asked for.
/// </summary>
public sealed class DeadLetterSearch(DeadLetterBox box, SaleCatalogue catalogue, DrainSignal drain, TrailDesk trail, ILogger<DeadLetterSearch> log)
{
    /// <summary>Letters that one search looks at, and one act sends again.</summary>
    public const int Most = 10_000;

    private const int AtOnce = 100;

    /// <summary>The newest that fit, from where <paramref name="older"/> says; a place that nobody gave out is the beginning.</summary>
    public async Task<DeadLetterPage> FindAsync(DeadLetterQuery query, string? older, int take, CancellationToken cancel = default)
    {
        var (heads, counts, isCut) = await HeadsAsync(query, cancel);
        var rest = Place.Read(older) is { } place ? heads.Where(h => place.IsBefore(h)).ToList() : heads;
        var letters = await box.ReadAsync([.. rest.Take(take)]);
        return new DeadLetterPage([.. letters.Select(DeadLetter.Of)], heads.Count, rest.Count > take ? Place.Of(rest[take - 1]).ToString() : null, counts, isCut);
    }

    /// <summary>All that fit go back into their queues, <see cref="Most"/> at most; answers how many did. What others were quicker with is not counted.</summary>
    public Task<int> RetryAsync(DeadLetterQuery query, Actor admin, CancellationToken cancel = default) => trail.RunAsync(
        admin, "dead_letter.retry_all", query.SaleId is { } sale ? $"sale:{sale}" : "dead_letter:all", "", query,
        () => SendAsync(query, admin, cancel), sent => new TrailEnd("done", new { sent }));

    private async Task<int> SendAsync(DeadLetterQuery query, Actor admin, CancellationToken cancel)
    {
        var (heads, _, _) = await HeadsAsync(query, cancel);
        var sent = 0;
        foreach (var some in heads.Chunk(AtOnce))
            sent += (await Task.WhenAll(some.Select(h => box.RetryAsync(new DeadEntry(h, null, null, null))))).Count(done => done);
        log.DeadLettersRetried(sent, query, admin.Id);
        foreach (var sale in heads.Select(h => h.SaleId).Distinct()) drain.Wake(sale);
        return sent;
    }

    private async Task<(IReadOnlyList<DeadHead> Heads, IReadOnlyDictionary<string, long> Counts, bool IsCut)> HeadsAsync(DeadLetterQuery query, CancellationToken cancel)
    {
        var counts = await box.CountAsync([.. (await catalogue.ListAsync(cancel)).Select(s => s.Id)]);
        var heads = new List<DeadHead>();
        foreach (var sale in counts.Keys.Where(id => query.SaleId is null || id == query.SaleId))
            heads.AddRange(await box.HeadsAsync(sale, Most - heads.Count));
        var isCut = counts.Where(c => query.SaleId is null || c.Key == query.SaleId).Sum(c => c.Value) > heads.Count;
        List<DeadHead> fitting = [.. heads.Where(h => Fits(query, h)).OrderByDescending(h => h.At).ThenByDescending(h => h.Name, StringComparer.Ordinal)];
        if (query.UserId is { } user) fitting = [.. (await box.ReadAsync(fitting)).Where(e => e.Order?.UserId == user).Select(e => e.Head)];
        return (fitting, counts, isCut);
    }

    private static bool Fits(DeadLetterQuery query, DeadHead head) =>
        (query.Text is not { } text || head.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || head.Reason.Contains(text, StringComparison.OrdinalIgnoreCase))
        && (query.Reason is not { } reason || head.Reason == reason) && (query.Until is not { } until || head.At <= until);

    /// <summary>Where a page ended: the time and the name of its last letter.</summary>
    private sealed record Place(long At, string Name)
    {
        public static Place Of(DeadHead head) => new(head.At.ToUnixTimeMilliseconds(), head.Name);

        public static Place? Read(string? text) =>
            text?.Split('~', 2) is [var at, var name] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? new Place(ms, name) : null;

        public bool IsBefore(DeadHead head) =>
            head.At.ToUnixTimeMilliseconds() is var at && (at < At || (at == At && string.CompareOrdinal(head.Name, Name) < 0));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}~{Name}");
    }
}
