namespace ScaleMart.Web.Api;

/// <summary>A refusal as the contract words it: <c>application/problem+json</c> with a machine-readable code.</summary>
internal static class Problem
{
    public static IResult Of(int status, string code, string detail, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?>(more ?? new Dictionary<string, object?>()) { ["code"] = code });
}
