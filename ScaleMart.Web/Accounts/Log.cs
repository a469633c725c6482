namespace ScaleMart.Web.Accounts;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "There is no admin. Set Admin:Email and Admin:Password, and start again")]
    public static partial void NoAdmin(this ILogger logger);
}
