namespace ScaleMart.Web.Operations;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Not ready: {Component} does not answer")]
    public static partial void ComponentNotReady(this ILogger logger, string component, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "The queues could not be looked at: {Reason}")]
    public static partial void QueueNotSeen(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Component} answers and is unfit: {Faults}")]
    public static partial void ComponentUnfit(this ILogger logger, string component, string faults);

    [LoggerMessage(4, LogLevel.Warning, "The other processes could not be told of this one: {Reason}")]
    public static partial void NotReported(this ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "What the process {Process} says of itself cannot be read; it is not counted: {Reason}")]
    public static partial void ReportNotRead(this ILogger logger, string process, string reason);

    [LoggerMessage(6, LogLevel.Error, "The {Worker} failed; it goes on")]
    public static partial void Failed(this ILogger logger, string worker, Exception fault);

    [LoggerMessage(7, LogLevel.Warning, "The shop's figures were not recorded: {Reason}")]
    public static partial void NotRecorded(this ILogger logger, string reason);

    [LoggerMessage(8, LogLevel.Warning, "Sale {SaleId} could not be held against the ledger: {Reason}")]
    public static partial void NotJudged(this ILogger logger, string saleId, string reason);

    [LoggerMessage(9, LogLevel.Warning, "Sale {SaleId} does not balance: {Reason}")]
    public static partial void NotBalanced(this ILogger logger, string saleId, string reason);
}
