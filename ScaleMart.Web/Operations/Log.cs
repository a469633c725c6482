namespace ScaleMart.Web.Operations;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Not ready: {Component} does not answer")]
    public static partial void ComponentNotReady(this ILogger logger, string component, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "The queues could not be looked at: {Reason}")]
    public static partial void QueueNotSeen(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Component} answers and is unfit: {Faults}")]
    public static partial void ComponentUnfit(this ILogger logger, string component, string faults);
}
