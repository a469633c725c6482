using Microsoft.Extensions.Primitives;

namespace ScaleMart.Web.Api;

/// <summary>The <c>Idempotency-Key</c> header: absent, or one value of 1 to 128 printable ASCII characters.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>False when it is there and is not such a value.</summary>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(Header, out StringValues values) || values.Count == 0) return true;
        if (values.Count != 1 || values[0] is not { Length: >= 1 and <= 128 } value || value.AsSpan().ContainsAnyExceptInRange(' ', '~')) return false;
        key = value;
        return true;
    }
}
