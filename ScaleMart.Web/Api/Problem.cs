using Microsoft.AspNetCore.WebUtilities;

namespace ScaleMart.Web.Api;

/// <summary>A refusal as the contract words it: <c>application/problem+json</c> with a machine-readable code.</summary>
internal static class Problem
{
    public static IResult Of(int status, string code, string detail, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, title: Title(status), extensions: new Dictionary<string, object?>(more ?? new Dictionary<string, object?>()) { ["code"] = code });

    /// <summary>A body or a parameter that cannot be: every fault by the field that has it.</summary>
    public static IResult Invalid(IReadOnlyDictionary<string, string> faults) =>
        Of(400, "invalid", string.Join(" ", faults.Select(f => $"{f.Key} {f.Value}.")), new Dictionary<string, object?> { ["errors"] = faults });

    public static IResult Invalid(string field, string fault) => Invalid(new Dictionary<string, string> { [field] = fault });

    public static IResult NotFound(string what) => Of(404, "not_found", $"There is no such {what}.");

    public static string Title(int status) => ReasonPhrases.GetReasonPhrase(status);

    /// <summary>The code of an answer that nobody gave a code of its own.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 => "invalid",
        401 => "unauthenticated",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        408 => "timeout",
        413 => "too_large",
        415 => "unsupported_media_type",
        429 => "rate_limited",
        503 => "unavailable",
        _ => status < 500 ? "invalid" : "error",
    };

    /// <summary>What a person is told when nobody said more.</summary>
    public static string DetailOf(int status) => status switch
    {
        401 => "Send a valid access token: \"Authorization: Bearer …\".",
        403 => "Your role does not allow this.",
        404 => "There is nothing at this address.",
        405 => "This address does not take that method.",
        413 => "The body is too large.",
        415 => "Send the body as application/json.",
        429 => "Too many requests; wait before the next one.",
        503 => "The shop cannot answer just now; try again shortly.",
        >= 500 => "Something went wrong here. It was logged; try again.",
        _ => "The request could not be understood.",
    };
}
