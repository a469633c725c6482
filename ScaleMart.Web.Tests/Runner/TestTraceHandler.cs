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
        var test = request.Headers.Contains(TestTrace.HeaderName) ? null : TestTrace.TestId;
        if (test is null) return await base.SendAsync(request, cancellationToken);
        request.Headers.TryAddWithoutValidation(TestTrace.HeaderName, TestTrace.HeaderOf(test));
        var response = await base.SendAsync(request, cancellationToken);
        var created = response.StatusCode == HttpStatusCode.Created ? response.Headers.Location?.ToString() : null;
        if (created?.StartsWith(SalePath, StringComparison.Ordinal) == true) onSaleCreated(test, created[SalePath.Length..]);
        return response;
    }
}
