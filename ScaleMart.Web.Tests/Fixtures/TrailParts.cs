using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail;
using ScaleMart.Web.Trail.Keeping;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>A trail of a test's own: its own list on the back rooms' Redis, and the book that the test gives it.</summary>
internal sealed record TrailParts(TrailQueue Queue, ITrailBook Book)
{
    public TrailDesk Desk => new(Queue, Book, TimeProvider.System, NullLogger<TrailDesk>.Instance);

    public TrailReader Reader => new(Queue, Book, NullLogger<TrailReader>.Instance);

    public TrailCarrier Carrier => new(Queue, Book, NullLogger<TrailCarrier>.Instance);

    public static TrailParts Of(BackRooms rooms, ITrailBook book) => new(new TrailQueue(rooms.Get<RedisDoor>(), $"trail-{Ids.New(8)}"), book);

    /// <summary>The same where Redis has never been reached.</summary>
    public TrailParts WithoutRedis() => this with { Queue = new TrailQueue(new RedisDoor(Options.Create(new StorageOptions()))) };

    public async Task<IReadOnlyList<TrailEntry>> ListAsync() => (await Reader.ListAsync(new TrailQuery(), 1_000)).Entries;

    /// <summary>An act that does nothing and ends well.</summary>
    public Task<int> ActAsync(string subject, string outcome = "done") =>
        Desk.RunAsync(Staff.Boss, "sale.pause", subject, "", null, () => Task.FromResult(1), _ => new TrailEnd(outcome, null));
}
