namespace ScaleMart.Web.Api;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "A store did not answer {Method} {Path}")]
    public static partial void StoreUnavailable(this ILogger logger, string method, string path, Exception fault);
}
