using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ScaleMart.Web.Tests.LoadTests.Judging;

/// <summary>Stands before a real shop at an address of its own, hands on what comes, and falsifies what its practice says.</summary>
internal sealed class Doctor : IAsyncDisposable
{
    private readonly HttpClient _shop;
    private readonly WebApplication _front;

    private Doctor(Uri shop, Func<Call, Task<Reply?>> practice)
    {
        _shop = new HttpClient { BaseAddress = shop };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _front = builder.Build();
        _front.Run(async context =>
        {
            var call = await Call.ReadAsync(context.Request, _shop);
            if (await practice(call) is { } reply) await reply.WriteAsync(context.Response);
            else context.Abort();
        });
    }

    public Uri Address => new(_front.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>A practice that returns null swallows the answer.</summary>
    public static async Task<Doctor> StartAsync(Uri shop, Func<Call, Task<Reply?>> practice)
    {
        var doctor = new Doctor(shop, practice);
        await doctor._front.StartAsync();
        return doctor;
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _shop.Dispose();
    }
}

/// <summary>A request, and the way to hand it on: as it is, or under another key.</summary>
internal sealed record Call(string Method, string Path, string User, string? Key, Func<string?, Task<Reply>> As)
{
    public bool IsBuy => Method == "POST" && Path.StartsWith("/api/sales/", StringComparison.Ordinal);

    public bool IsNewSale => Method == "POST" && Path == "/api/admin/sales";

    public bool IsList => Method == "GET" && Path == "/api/orders";

    public bool IsAudit => Path.EndsWith("/audit", StringComparison.Ordinal);

    public Task<Reply> OnAsync() => As(Key);

    public static async Task<Call> ReadAsync(HttpRequest request, HttpClient shop)
    {
        using var reader = new StreamReader(request.Body);
        var (body, type, token) = (await reader.ReadToEndAsync(), request.ContentType, request.Headers.Authorization.ToString());
        return new Call(request.Method, request.Path, UserOf(token), request.Headers["Idempotency-Key"], async key =>
        {
            using var onward = new HttpRequestMessage(HttpMethod.Parse(request.Method), request.Path + request.QueryString);
            if (type is not null) onward.Content = new StringContent(body, Encoding.UTF8, "application/json");
            if (token.Length > 0) onward.Headers.TryAddWithoutValidation("Authorization", token);
            if (key is not null) onward.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            using var answer = await shop.SendAsync(onward);
            return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.ToString(), answer.Headers.RetryAfter?.ToString());
        });
    }

    private static string UserOf(string token) => token.Split('.') is [_, var claims, _]
        ? JsonDocument.Parse(Base64Url.DecodeFromChars(claims)).RootElement.GetProperty("sub").GetString()! : "";
}

/// <summary>What goes back to whoever asked.</summary>
internal sealed record Reply(int Status, string Body, string? Type, string? RetryAfter)
{
    /// <summary>The same answer with other JSON.</summary>
    public Reply With(Func<JsonNode, JsonNode> falsify) => this with { Body = falsify(JsonNode.Parse(Body)!).ToJsonString() };

    /// <summary>A member of the answer, as text.</summary>
    public string Word(string member) => JsonNode.Parse(Body)![member]!.ToString();

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Type is not null) response.ContentType = Type;
        if (RetryAfter is not null) response.Headers.RetryAfter = RetryAfter;
        if (Body.Length > 0) await response.WriteAsync(Body);
    }
}
