using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;

namespace ScaleMart.Web.Accounts;

/// <summary>Who may call what. One authentication scheme each: cookies for pages, bearer tokens for the API.</summary>
public static class Policies
{
    /// <summary>The API: a valid access token.</summary>
    public const string Api = "api";

    /// <summary>The admin API: role admin, or viewer for GET.</summary>
    public const string ApiAdmin = "api-admin";

    /// <summary>Pages: a signed-in cookie.</summary>
    public const string Page = "page";

    /// <summary>Admin pages: role admin, or viewer for GET.</summary>
    public const string PageAdmin = "page-admin";

    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(Api, SignedIn(JwtBearerDefaults.AuthenticationScheme).Build());
        options.AddPolicy(ApiAdmin, SignedIn(JwtBearerDefaults.AuthenticationScheme).RequireAssertion(MayAdminister).Build());
        options.AddPolicy(Page, SignedIn(AccountCookie.Scheme).Build());
        options.AddPolicy(PageAdmin, SignedIn(AccountCookie.Scheme).RequireAssertion(MayAdminister).Build());
    }

    private static AuthorizationPolicyBuilder SignedIn(string scheme) => new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser();

    private static bool MayAdminister(AuthorizationHandlerContext context) =>
        context.User.IsInRole(Roles.Admin) || (context.User.IsInRole(Roles.Viewer) && IsLook(context.Resource as HttpContext));

    private static bool IsLook(HttpContext? context) =>
        context is not null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
}
