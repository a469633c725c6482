using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Admission;

/// <summary>Section <c>Cors</c>: who else's pages may use this shop from a browser.</summary>
public sealed class CorsOptions
{
    /// <summary>
    /// Origins such as <c>https://shop.example</c> whose pages may call the API and the hub; nobody's when empty. A list:
    /// <c>Cors:Origins:0</c>, <c>:1</c> and so on.
    /// </summary>
    public string[] Origins { get; set; } = [];
}

internal sealed class CorsOptionsCheck : IValidateOptions<CorsOptions>
{
    public ValidateOptionsResult Validate(string? name, CorsOptions options)
    {
        var faults = options.Origins.Where(origin => !IsOrigin(origin))
            .Select(origin => $"Cors:Origins: '{origin}' is not an origin such as https://shop.example (no path, no closing slash).").ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == text;
}
