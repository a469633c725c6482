namespace ScaleMart.Web.Trail;

/// <summary>The trail's lasting home. It has no way to change or to drop what it has.</summary>
public interface ITrailBook
{
    /// <summary>Keeps the record, unless one of its kind is there under that id: then that one stays as it is.</summary>
    Task AddAsync(TrailRecord record, CancellationToken cancel = default);

    /// <summary>The newest entries that are asked for, newest first, at most so many.</summary>
    Task<IReadOnlyList<TrailOpening>> ListAsync(TrailQuery query, int most, CancellationToken cancel = default);

    /// <summary>How these acts ended, in no order; those of which it is not known are left out.</summary>
    Task<IReadOnlyList<TrailEnding>> EndingsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default);
}
