namespace ScaleMart.Web.Stock;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Redis gave no answer to {Script} for sale {SaleId}: {Fault}")]
    public static partial void Unanswered(this ILogger logger, string script, string saleId, string fault);

    [LoggerMessage(2, LogLevel.Error, "The reservation script failed for order {OrderId} of sale {SaleId}; its neighbours were served")]
    public static partial void Poisoned(this ILogger logger, string orderId, string saleId, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "The reservation script failed for a batch of {Count} in sale {SaleId}; they are run one at a time: {Fault}")]
    public static partial void BatchFailed(this ILogger logger, int count, string saleId, string fault);

    [LoggerMessage(4, LogLevel.Error, "The reservation loop of sale {SaleId} failed outside of Redis; its batch was refused")]
    public static partial void BatchBroke(this ILogger logger, string saleId, Exception fault);

    [LoggerMessage(5, LogLevel.Warning, "Stock could not be read; the last known is shown as stale: {Fault}")]
    public static partial void ShelfStale(this ILogger logger, string fault);

    [LoggerMessage(6, LogLevel.Error, "The script {Script} failed for {Subject}; nothing was changed")]
    public static partial void ActFailed(this ILogger logger, string script, string subject, Exception fault);

    [LoggerMessage(7, LogLevel.Warning, "Sale {SaleId} waits: the ledger cannot be asked whether this Redis is behind it: {Fault}")]
    public static partial void NotReviewed(this ILogger logger, string saleId, string fault);

    [LoggerMessage(8, LogLevel.Warning, "Redis takes no writes; {Script} for sale {SaleId} was refused whole: {Fault}")]
    public static partial void StoreRefused(this ILogger logger, string script, string saleId, string fault);

    [LoggerMessage(9, LogLevel.Warning, "Too few replicas have what {Script} wrote for sale {SaleId}; nobody is told of it")]
    public static partial void Unreplicated(this ILogger logger, string script, string saleId);
}
