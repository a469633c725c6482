namespace ScaleMart.Web.Trail;

/// <summary>Who acts for the shop: the user's id and name as their sign-in has them, and the address that they came from.</summary>
public sealed record Actor(string Id, string Name, string From)
{
    /// <summary>What the shop does by itself, asked by nobody.</summary>
    public static Actor Shop { get; } = new("shop", "The shop itself", "");
}
