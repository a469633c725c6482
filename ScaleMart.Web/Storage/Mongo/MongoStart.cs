namespace ScaleMart.Web.Storage.Mongo;

/// <summary>Makes the indexes at the start, or as soon as MongoDB answers, rather than when the first shopper comes.</summary>
public sealed class MongoStart(MongoDoor door, Stores stores, TimeProvider time, ILogger<MongoStart> log) : StartErrand(stores, time, log)
{
    protected override Task RunAsync(CancellationToken cancel) => door.PrepareAsync(cancel);
}
