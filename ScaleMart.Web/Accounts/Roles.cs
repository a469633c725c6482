namespace ScaleMart.Web.Accounts;

/// <summary>What someone may be. A viewer looks at everything an admin sees and changes nothing.</summary>
public static class Roles
{
    public const string Shopper = "shopper";
    public const string Admin = "admin";
    public const string Viewer = "viewer";
}
