using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>A trail's book that is stopped by what a test wants, before or after it has written.</summary>
internal sealed class StoppedBook(ITrailBook book) : ITrailBook
{
    /// <summary>Throws before the record is written.</summary>
    public Action<TrailRecord> Before { get; set; } = _ => { };

    /// <summary>Throws when the record is written: to whoever wrote it, as if their process had died there.</summary>
    public Action<TrailRecord> After { get; set; } = _ => { };

    public bool IsAway { get; set; }

    public async Task AddAsync(TrailRecord record, CancellationToken cancel = default)
    {
        Reach();
        Before(record);
        await book.AddAsync(record, cancel);
        After(record);
    }

    public Task<IReadOnlyList<TrailOpening>> ListAsync(TrailQuery query, int most, CancellationToken cancel = default)
    {
        Reach();
        return book.ListAsync(query, most, cancel);
    }

    public Task<IReadOnlyList<TrailEnding>> EndingsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default)
    {
        Reach();
        return book.EndingsAsync(ids, cancel);
    }

    private void Reach()
    {
        if (IsAway) throw new StoreUnavailableException("away");
    }
}
