namespace ScaleMart.Web.Admission;

/// <summary>
/// The limits per client address, by name for <c>RequireRateLimiting</c> and <c>[EnableRateLimiting]</c>. On a page the attribute
/// stands on the page model (on a handler it does nothing), and only what is posted counts: looking at a form is free.
/// </summary>
public static class Limits
{
    /// <summary>Placing, paying and cancelling orders, by API and by page.</summary>
    public const string Orders = "orders";

    public const string SignIn = "sign-in";

    public const string Registration = "registration";
}
