using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace ScaleMart.Web.Tests.House;

/// <summary>One method of one endpoint of the back office, by its pattern.</summary>
public sealed partial record Door(string Method, string Pattern)
{
    // What names no methods takes any; a page is such an endpoint.
    private static readonly string[] Any = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.OrdinalIgnoreCase);

    public bool IsLook => Method is "GET" or "HEAD";

    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>Its address with this in the place of every parameter.</summary>
    public string At(string id = "1") => Parameter().Replace(Pattern, id);

    /// <summary>Every door under <c>/admin</c> and <c>/api/admin</c>, from what the program itself maps.</summary>
    public static IReadOnlyList<Door> AllOf(EndpointDataSource mapped) =>
    [
        .. from endpoint in mapped.Endpoints.OfType<RouteEndpoint>()
           let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           where BackOffice().IsMatch(pattern)
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : Any
           select new Door(method, pattern),
    ];

    [GeneratedRegex("^(/api)?/admin(/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex BackOffice();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
