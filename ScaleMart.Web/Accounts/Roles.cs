namespace ScaleMart.Web.Accounts;

/// <summary>What someone may be. A viewer looks at everything an admin sees and changes nothing.</summary>
public static class Roles
{
    public const string Shopper = "shopper";
    public const string Admin = "admin";
    public const string Viewer = "viewer";

    /// <summary>All of them, from the one that may least.</summary>
    public static IReadOnlyList<string> All { get; } = [Shopper, Viewer, Admin];
}
