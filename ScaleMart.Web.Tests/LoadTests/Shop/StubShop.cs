using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.LoadTests.Shop;

/// <summary>A shop that answers as the test says, request by request; null: the connection breaks.</summary>
internal sealed class StubShop(Func<HttpRequestMessage, int, (int Status, string Body)?> answer) : HttpMessageHandler
{
    private int _count;

    /// <summary>Method and path of all that was asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public ShopClient Client => new ShopClient(new HttpClient(this) { BaseAddress = new Uri("http://shop.test") }).As("ann", "a token");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}");
        if (answer(request, Interlocked.Increment(ref _count)) is not { } given) throw new HttpRequestException(HttpRequestError.ResponseEnded);
        var response = new HttpResponseMessage((HttpStatusCode)given.Status) { Content = new StringContent(given.Body, Encoding.UTF8, "application/json") };
        if (given.Status is 429 or 503) response.Headers.Add("Retry-After", "0");
        return Task.FromResult(response);
    }
}
