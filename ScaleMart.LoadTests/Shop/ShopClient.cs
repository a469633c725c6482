using System.Text;
using System.Text.Json;

namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// The shop's HTTP contract as one caller uses it: every verb sends one request and hands its answer back, whatever it is.
/// A request that got no answer throws <see cref="HttpRequestException"/> or, after the client's timeout, <see cref="TaskCanceledException"/>.
/// </summary>
public sealed class ShopClient(HttpClient http, string id = "", Pass? pass = null)
{
    /// <summary>The caller's user id; empty for anyone.</summary>
    public string Id => id;

    public HttpClient Http => http;

    /// <summary>The access token; null for anyone.</summary>
    public string? Token => pass?.Token;

    /// <summary>What is shown to the shop; null for anyone.</summary>
    public Pass? Pass => pass;

    /// <summary>Anyone at that address, with no sign-in; one connection pool for all who come from it by <see cref="As"/>.</summary>
    /// <param name="address">The shop's.</param>
    /// <param name="sockets">Connections in that pool at most; whoever finds none free waits for one.</param>
    /// <param name="over">Puts a handler of the caller's over the sockets, for instance to add a header.</param>
    public static ShopClient At(Uri address, int sockets = int.MaxValue, Func<HttpMessageHandler, HttpMessageHandler>? over = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = sockets };
        return new(new HttpClient(over?.Invoke(handler) ?? handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) });
    }

    public ShopClient As(string userId, string? accessToken) => new(http, userId, accessToken is null ? null : new Pass(accessToken));

    /// <summary>Someone whose access token is renewed while they shop.</summary>
    public ShopClient Holding(string userId, Pass pass) => new(http, userId, pass);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<Answer> PostAsync(string path, object? body = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : Json(body), key);

    /// <summary>The body exactly as given, so that it may be nonsense.</summary>
    public Task<Answer> PostTextAsync(string path, string text, string type = "application/json", string? key = null) =>
        SendAsync(HttpMethod.Post, path, new StringContent(text, Encoding.UTF8, type), key);

    public Task<Answer> BuyAsync(string saleId, int quantity = 1, string? key = null) =>
        PostAsync($"/api/sales/{saleId}/orders", new { quantity }, key);

    public Task<Answer> PayAsync(string orderId, string paymentToken = "tok_ok") =>
        PostAsync($"/api/orders/{orderId}/pay", new { paymentToken });

    public Task<Answer> CancelAsync(string orderId) => PostAsync($"/api/orders/{orderId}/cancel");

    public Task<Answer> OrderAsync(string orderId) => GetAsync($"/api/orders/{orderId}");

    public Task<Answer> OrdersAsync() => GetAsync("/api/orders");

    public Task<Answer> SaleAsync(string saleId) => GetAsync($"/api/sales/{saleId}");

    public Task<Answer> AuditAsync(string saleId) => GetAsync($"/api/admin/sales/{saleId}/audit");

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Token is { } token) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
