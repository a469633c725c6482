using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Runner;

namespace ScaleMart.Web.Tests.Live;

/// <summary>A client of the hub that keeps all it is told, in order, by kind.</summary>
public sealed class Listener : IAsyncDisposable
{
    private static readonly string[] Kinds = ["stockChanged", "saleChanged", "watchersChanged", "orderChanged", "dashboardTick"];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<JsonElement>> _heard = new(Kinds.Select(k => KeyValuePair.Create(k, new ConcurrentQueue<JsonElement>())));
    private readonly TaskCompletionSource<Exception?> _closed = new();

    private Listener(HubConnection hub)
    {
        Hub = hub;
        foreach (var kind in Kinds) hub.On<JsonElement>(kind, _heard[kind].Enqueue);
        hub.Closed += fault =>
        {
            _closed.TrySetResult(fault);
            return Task.CompletedTask;
        };
    }

    public HubConnection Hub { get; }

    /// <summary>Ends when the server or the network has ended the connection.</summary>
    public Task<Exception?> Closed => _closed.Task;

    public static async Task<Listener> AtAsync(Uri shop, string? token = null, IReadOnlyDictionary<string, string>? headers = null, Action<HttpConnectionOptions>? options = null)
    {
        var listener = new Listener(new HubConnectionBuilder().WithUrl(new Uri(shop, "hubs/live"), o =>
        {
            if (token is not null) o.AccessTokenProvider = () => Task.FromResult<string?>(token);
            if (TestTrace.Header is { } trace) o.Headers[TestTrace.HeaderName] = trace;
            foreach (var (name, value) in headers ?? new Dictionary<string, string>()) o.Headers[name] = value;
            options?.Invoke(o);
        }).Build());
        await listener.Hub.StartAsync();
        return listener;
    }

    public Task<JsonElement> WatchAsync(string sale) => Hub.InvokeAsync<JsonElement>("WatchSale", sale);

    /// <summary>Calls what answers nothing.</summary>
    public Task CallAsync(string method, params object?[] arguments) => Hub.InvokeCoreAsync(method, arguments);

    public IReadOnlyList<JsonElement> Heard(string kind) => [.. _heard[kind]];

    /// <summary>The first message of that kind that is as wanted.</summary>
    public async Task<JsonElement> HearsAsync(string kind, Func<JsonElement, bool> wanted, string what)
    {
        var all = await Wait.UntilAsync(() => Task.FromResult(Heard(kind)), heard => heard.Any(wanted), $"{kind}: {what}");
        return all.First(wanted);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
