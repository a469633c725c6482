namespace ScaleMart.Web.Storage;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The embedded Redis could not take a checkpoint; its append-only file keeps everything and grows")]
    public static partial void CheckpointFailed(this ILogger logger, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "Redis cannot be reached yet; the next attempt follows in a second: {Reason}")]
    public static partial void RedisNotReached(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Errand} waits for a store and is tried again in a second: {Reason}")]
    public static partial void ErrandWaits(this ILogger logger, string errand, string reason);
}
