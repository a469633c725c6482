using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;

namespace ScaleMart.Web.Live;

/// <summary>
/// Who may come to the hub at all. Browsers do not ask before they open a WebSocket, so the page's origin is looked at here;
/// and a token that does not verify is refused, not taken for nobody's.
/// </summary>
internal sealed class HubDoor(Origins origins, IHostApplicationLifetime lifetime)
{
    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (!origins.Allow(http.Request))
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "forbidden", "Pages of this origin may not listen to this shop.");
        else if (lifetime.ApplicationStopping.IsCancellationRequested)
            // Who was sent away a moment ago shall find another process, and not hold this one up.
            await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "unavailable", "This process is stopping; connect again.");
        else if (Caller.BringsToken(http.Request) && !Caller.IsSignedIn(http.User))
            await http.ChallengeAsync(JwtBearerDefaults.AuthenticationScheme);
        else
            await next(http);
    }

    private static Task RefuseAsync(HttpContext http, int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code }).ExecuteAsync(http);
}
