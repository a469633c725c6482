namespace ScaleMart.Web.Storage;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The embedded Redis could not take a checkpoint; its append-only file keeps everything and grows")]
    public static partial void CheckpointFailed(this ILogger logger, Exception fault);
}
