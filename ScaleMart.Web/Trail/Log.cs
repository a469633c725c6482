namespace ScaleMart.Web.Trail;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The audit trail waits in Redis; it is carried on in a second: {Fault}")]
    public static partial void TrailWaits(this ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Error, "The book refuses a record of the audit trail for good; it is kept aside in Redis: {Line}")]
    public static partial void RecordRefused(this ILogger logger, string line, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "Redis does not take a record of the audit trail; it goes into the book: {Fault}")]
    public static partial void WrittenToBook(this ILogger logger, string fault);

    [LoggerMessage(4, LogLevel.Error, "How {Act} on {Subject} by {Who} ended ({Outcome}) could not be written into the audit trail; what was begun is in it under {Id}")]
    public static partial void EndLost(this ILogger logger, string act, string subject, string who, string outcome, string id, Exception fault);

    [LoggerMessage(5, LogLevel.Warning, "The audit trail is shown without the document store: {Fault}")]
    public static partial void ReadWithoutBook(this ILogger logger, string fault);

    [LoggerMessage(6, LogLevel.Warning, "The audit trail is shown without Redis: {Fault}")]
    public static partial void ReadWithoutRedis(this ILogger logger, string fault);

    [LoggerMessage(7, LogLevel.Information, "{Who} did {Act} on {Subject}: {Outcome}")]
    public static partial void Acted(this ILogger logger, string who, string act, string subject, string outcome);
}
