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
}
