namespace ScaleMart.Web.Orders;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Orders are read from the ledger alone; Redis gave no answer: {Fault}")]
    public static partial void ReadWithoutRedis(this ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Warning, "Orders are read from Redis alone; the ledger gave no answer: {Fault}")]
    public static partial void ReadWithoutLedger(this ILogger logger, string fault);

    [LoggerMessage(3, LogLevel.Warning, "The drain of {Sale} stopped, and goes on later: {Fault}")]
    public static partial void DrainStopped(this ILogger logger, string sale, string fault);

    [LoggerMessage(4, LogLevel.Error, "{Count} entries of sale {SaleId} became dead letters; the first because: {Reason}")]
    public static partial void DeadLetters(this ILogger logger, int count, string saleId, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Lapsed holds could not be given back; the next look is in a second: {Fault}")]
    public static partial void LapseStopped(this ILogger logger, string fault);

    [LoggerMessage(6, LogLevel.Warning, "The payment of order {OrderId} could not be settled; it is looked at again")]
    public static partial void NotSettled(this ILogger logger, string orderId, Exception fault);

    [LoggerMessage(7, LogLevel.Information, "Rebuilt sale {SaleId}: {Orders} orders restored, {Queued} queued again, {Cancelled} cancelled and {Refunding} to be refunded for want of stock; {Available} of {Total} available; it refused for {Milliseconds} ms")]
    public static partial void Rebuilt(this ILogger logger, string saleId, int orders, int queued, int cancelled, int refunding, int available, int total, long milliseconds);

    [LoggerMessage(8, LogLevel.Error, "Sale {SaleId} could not be rebuilt; it refuses orders until it is")]
    public static partial void RebuildFailed(this ILogger logger, string saleId, Exception fault);

    [LoggerMessage(9, LogLevel.Warning, "Order {OrderId} of sale {SaleId} has a record that nobody can read, and the ledger has none")]
    public static partial void Unreadable(this ILogger logger, string orderId, string saleId);

    [LoggerMessage(10, LogLevel.Warning, "Dead letter {Id} was sent again by {Admin}")]
    public static partial void DeadLetterRetried(this ILogger logger, string id, string admin);

    [LoggerMessage(11, LogLevel.Warning, "Dead letter {Id} was discarded by {Admin}: {Reason}")]
    public static partial void DeadLetterDiscarded(this ILogger logger, string id, string admin, string reason);

    [LoggerMessage(22, LogLevel.Warning, "{Count} dead letters ({Query}) were sent again by {Admin}")]
    public static partial void DeadLettersRetried(this ILogger logger, int count, Letters.DeadLetterQuery query, string admin);

    [LoggerMessage(13, LogLevel.Error, "A scheduled worker failed; it runs again in a second")]
    public static partial void WorkerFailed(this ILogger logger, Exception fault);

    [LoggerMessage(14, LogLevel.Warning, "Open payments could not be looked at; the next look is in a second: {Fault}")]
    public static partial void SettlementStopped(this ILogger logger, string fault);

    [LoggerMessage(15, LogLevel.Warning, "Whether every sale is fit could not be seen; the next look is in a second: {Fault}")]
    public static partial void RescueStopped(this ILogger logger, string fault);

    [LoggerMessage(16, LogLevel.Warning, "Sale {SaleId} is torn, gone, latched or older than it was; it is rebuilt")]
    public static partial void Unfit(this ILogger logger, string saleId);

    [LoggerMessage(17, LogLevel.Warning, "The token of the rebuild of sale {SaleId} could not be given back; it comes free in half a minute: {Fault}")]
    public static partial void TokenKept(this ILogger logger, string saleId, string fault);

    [LoggerMessage(30, LogLevel.Warning, "The gateway did not say how the charges of order {OrderId} stand")]
    public static partial void GatewaySilent(this ILogger logger, string orderId, Exception fault);

    [LoggerMessage(20, LogLevel.Error, "{Count} orders of sale {SaleId} came to the ledger after a rebuild that did not know them; it is rebuilt once more")]
    public static partial void CameLate(this ILogger logger, int count, string saleId);

    [LoggerMessage(21, LogLevel.Warning, "Orders of sale {SaleId} that may have come late could not be looked for; they are looked for again in a second: {Fault}")]
    public static partial void LateNotLooked(this ILogger logger, string saleId, string fault);
}
