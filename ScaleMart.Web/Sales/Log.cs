namespace ScaleMart.Web.Sales;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The catalogue could not be read; what it said last stands")]
    public static partial void CatalogueNotRead(this ILogger logger, Exception fault);
}
