namespace ScaleMart.Web.Live;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Browsers are told nothing for a second; Redis gave no answer: {Fault}")]
    public static partial void NotBroadcast(this ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Warning, "The other processes could not be told of this one's audience: {Fault}")]
    public static partial void NotReported(this ILogger logger, string fault);

    [LoggerMessage(3, LogLevel.Warning, "A message {Kind} was not sent; it was a hint, and the next one comes: {Fault}")]
    public static partial void NotSent(this ILogger logger, string kind, string fault);

    [LoggerMessage(4, LogLevel.Error, "The hub's {Method} failed")]
    public static partial void HubFailed(this ILogger logger, string method, Exception fault);

    [LoggerMessage(5, LogLevel.Error, "The {Worker} failed; it goes on")]
    public static partial void Failed(this ILogger logger, string worker, Exception fault);
}
