namespace ScaleMart.Web.Storage;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The embedded Redis could not take a checkpoint; its append-only file keeps everything and grows")]
    public static partial void CheckpointFailed(this ILogger logger, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "Redis cannot be reached yet; the next attempt follows in a second: {Reason}")]
    public static partial void RedisNotReached(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Errand} waits for a store and is tried again in a second: {Reason}")]
    public static partial void ErrandWaits(this ILogger logger, string errand, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Redis at {Where} is connected and does not answer; it is asked nothing until it does")]
    public static partial void RedisSilent(this ILogger logger, string where);

    [LoggerMessage(5, LogLevel.Information, "Redis at {Where} answers again, or its connection is gone")]
    public static partial void RedisNotSilent(this ILogger logger, string where);

    [LoggerMessage(6, LogLevel.Warning, "The Sentinels name another master of {Service} than the one that is connected, which was cut off from them; the shop goes over")]
    public static partial void MasterFollowed(this ILogger logger, string service);
}
