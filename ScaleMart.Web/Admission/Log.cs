using System.Net;

namespace ScaleMart.Web.Admission;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Proxy} says X-Forwarded-Proto: https, but Admission:TrustedProxies does not name it: its requests count as http, are not redirected, and their cookies are not Secure. This is said once.")]
    public static partial void ProxyNotTrusted(this ILogger logger, IPAddress? proxy);
}
