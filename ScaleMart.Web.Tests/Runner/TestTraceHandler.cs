using System.Net;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>
/// Sends the running test's trace with each request that has none of its own, and reports each sale that such a request creates:
/// the test's id and the sale's.
/// </summary>
internal sealed class TestTraceHandler(HttpMessageHandler inner, Action<string, string> onSaleCreated) : DelegatingHandler(inner)
{
    private const string SalePath = "/api/sales/";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (TestTrace.TestId is not { } test || request.Headers.Contains(TestTrace.HeaderName)) return await base.SendAsync(request, cancellationToken);
        request.Headers.TryAddWithoutValidation(TestTrace.HeaderName, TestTrace.HeaderOf(test));
        var response = await base.SendAsync(request, cancellationToken);
        if (response is { StatusCode: HttpStatusCode.Created, Headers.Location: { } location } && location.ToString().StartsWith(SalePath, StringComparison.Ordinal))
            onSaleCreated(test, location.ToString()[SalePath.Length..]);
        return response;
    }
}
