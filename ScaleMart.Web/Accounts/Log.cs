namespace ScaleMart.Web.Accounts;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "There is no admin. Set Admin:Email and Admin:Password, and start again")]
    public static partial void NoAdmin(this ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "Admin:Email is '{Email}', whose account is not an admin's now; it stays as it is, since there is another admin")]
    public static partial void NotAnAdmin(this ILogger logger, string email);

    [LoggerMessage(3, LogLevel.Warning, "The accounts of those who have signed in cannot be looked at; for {Seconds} s they are believed as they are: {Fault}")]
    public static partial void NotLooked(this ILogger logger, double seconds, string fault);
}
