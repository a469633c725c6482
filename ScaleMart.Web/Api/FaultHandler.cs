using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using StackExchange.Redis;

namespace ScaleMart.Web.Api;

/// <summary>
/// Faults under <c>/api</c> as problems: a request that cannot be read is the client's and is not logged as an error; a store that does
/// not answer is 503; anything else is left to the middleware, which logs it and answers 500 without a word of its inside.
/// </summary>
internal sealed class FaultHandler(IProblemDetailsService problems, ILogger<FaultHandler> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ApiSetup.IsApi(httpContext)) return ValueTask.FromResult(false);
        switch (exception)
        {
            case BadHttpRequestException bad:
                return WriteAsync(httpContext, bad.StatusCode, bad.InnerException is JsonException json ? Words(json) : Words(bad));
            case RedisException or TimeoutException:
                log.StoreUnavailable(httpContext.Request.Method, httpContext.Request.Path, exception);
                httpContext.Response.Headers.RetryAfter = "1";
                return WriteAsync(httpContext, 503, Refusals.StoreSilent);
            default:
                return ValueTask.FromResult(false);
        }
    }

    private ValueTask<bool> WriteAsync(HttpContext http, int status, string detail)
    {
        http.Response.StatusCode = status;
        return problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = { Status = status, Detail = detail } });
    }

    private static string Words(BadHttpRequestException bad) => bad.StatusCode switch
    {
        // The framework's own words name the parameter, and types that mean nothing to a client.
        400 when bad.Message.Contains("body", StringComparison.OrdinalIgnoreCase) => "The request needs a JSON body.",
        400 when Quoted(bad.Message) is { } parameter => $"{parameter} cannot be read.",
        var status => Problem.DetailOf(status),
    };

    private static string Words(JsonException fault)
    {
        var place = fault.Path is { Length: > 1 } path ? $" at '{path.TrimStart('$').TrimStart('.')}'" : "";
        if (fault.InnerException is JsonException || place.Length == 0) return $"The body is not JSON of the expected shape{place}{Line(fault)}.";
        return fault.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => $"The body has a member that is not known{place}.",
            var m when m.Contains("uplicate", StringComparison.Ordinal) => $"The body has a member twice{place}.",
            _ => $"The body has a value of the wrong type{place}.",
        };
    }

    private static string Line(JsonException fault) =>
        fault.LineNumber is { } line ? FormattableString.Invariant($" (line {line + 1}, byte {(fault.BytePositionInLine ?? 0) + 1})") : "";

    // Failed to bind parameter "bool dryRun" from "maybe".
    private static string? Quoted(string message) => message.Split('"') is [_, var declared, ..] ? declared.Split(' ')[^1] : null;
}
