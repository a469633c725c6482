using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// One listener at the hub, as a browser keeps it, but lean enough for ten thousand of them: a WebSocket that speaks SignalR's JSON
/// protocol (messages end with the byte 30) and says now and then that it is there. It never comes back by itself: who dropped it
/// opens another.
/// </summary>
public sealed class LiveConnection : IAsyncDisposable
{
    private const byte End = 0x1e;
    private const int FirstBuffer = 2 * 1024, LongestMessage = 256 * 1024;

    // The shop drops who says nothing for 30 seconds.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly byte[] Ping = [.. """{"type":6}"""u8, End];

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private readonly Action<string, JsonElement> _heard;
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, TaskCompletionSource<JsonElement>> _calls = [];
    private Task _reading = Task.CompletedTask;
    private ITimer? _beats;
    private int _nextCall;
    private long _messages;
    private string? _ended;

    private LiveConnection(Action<string, JsonElement>? heard) => _heard = heard ?? ((_, _) => { });

    /// <summary>News heard so far, of every kind.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Both sides still hold it open.</summary>
    public bool IsOpen => _socket.State == WebSocketState.Open && !_reading.IsCompleted;

    /// <summary>Ends when the connection has, whoever ended it. Never fails.</summary>
    public Task Closed => _reading;

    /// <summary>
    /// Connected and greeted; as anyone when there is no token. <paramref name="heard"/> gets the name and the first argument of
    /// all news, one at a time, on the reader's thread; the element is its own only during the call.
    /// </summary>
    /// <exception cref="WebSocketException">The shop cannot be reached or refuses.</exception>
    /// <exception cref="IOException">The shop closed the connection before it greeted.</exception>
    public static async Task<LiveConnection> OpenAsync(Uri shop, string? token = null, Action<string, JsonElement>? heard = null, CancellationToken cancel = default)
    {
        var connection = new LiveConnection(heard);
        try
        {
            var address = new UriBuilder(new Uri(shop, "/hubs/live")) { Scheme = shop.Scheme == "https" ? "wss" : "ws", Query = token is null ? "" : $"access_token={token}" };
            await connection._socket.ConnectAsync(address.Uri, cancel);
            await connection.SendAsync([.. """{"protocol":"json","version":1}"""u8, End], cancel);
            connection._reading = connection.ReadAsync();
            await connection._greeted.Task.WaitAsync(cancel);
            connection._beats = TimeProvider.System.CreateTimer(_ => _ = connection.BeatAsync(), null, Random.Shared.NextDouble() * Beat, Beat);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The sale as it is now; its news is heard from here on.</summary>
    public Task<JsonElement> WatchSaleAsync(string saleId, CancellationToken cancel = default) => CallAsync("WatchSale", saleId, cancel);

    /// <summary>For the holder of an admin's or a viewer's token.</summary>
    public Task WatchDashboardAsync(CancellationToken cancel = default) => CallAsync("WatchDashboard", null, cancel);

    /// <summary>Cut, with no farewell, as by a phone in a tunnel.</summary>
    public void Drop() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        if (_beats is not null) await _beats.DisposeAsync();
        await _over.CancelAsync();
        await _reading;
        _socket.Dispose();
        _over.Dispose();
    }

    private async Task<JsonElement> CallAsync(string target, string? argument, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        string id;
        lock (_calls)
        {
            if (_ended is { } ended) throw new IOException(ended);
            id = $"{_nextCall++}";
            _calls[id] = answer;
        }

        var call = JsonSerializer.Serialize(new { type = 1, invocationId = id, target, arguments = argument is null ? Array.Empty<string>() : [argument] });
        await SendAsync(Encoding.UTF8.GetBytes(call + (char)End), cancel);
        return await answer.Task.WaitAsync(cancel);
    }

    private async Task SendAsync(byte[] message, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            await SendAsync(Ping, _over.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is closed, which the reader says better.
        }
    }

    private async Task ReadAsync()
    {
        var end = "The shop closed the live connection.";
        try
        {
            var buffer = new byte[FirstBuffer];
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, filled < LongestMessage ? filled * 2 : throw new IOException("A message of the hub has no end."));
                var part = await _socket.ReceiveAsync(buffer.AsMemory(filled), _over.Token);
                if (part.MessageType == WebSocketMessageType.Close) break;
                filled += part.Count;
                var taken = 0;
                while (buffer.AsSpan(taken, filled - taken).IndexOf(End) is var length and >= 0)
                {
                    Take(buffer.AsMemory(taken, length));
                    taken += length + 1;
                }

                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or JsonException or ObjectDisposedException)
        {
            end = $"The live connection broke: {fault.Message}";
        }

        _greeted.TrySetException(new IOException(end));
        lock (_calls)
        {
            _ended = end;
            foreach (var call in _calls.Values) call.TrySetException(new IOException(end));
            _calls.Clear();
        }

        // Nobody may be waiting for the greeting any more.
        _ = _greeted.Task.Exception;
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        if (!root.TryGetProperty("type", out var type))
        {
            if (root.TryGetProperty("error", out var refused)) throw new IOException($"The hub refuses: {refused.GetString()}");
            _greeted.TrySetResult();
            return;
        }

        if (type.GetInt32() == 1)
        {
            Interlocked.Increment(ref _messages);
            var arguments = root.GetProperty("arguments");
            _heard(root.GetProperty("target").GetString()!, arguments.GetArrayLength() > 0 ? arguments[0] : default);
        }
        else if (type.GetInt32() == 3)
        {
            Answer(root);
        }
    }

    private void Answer(JsonElement completion)
    {
        TaskCompletionSource<JsonElement>? call;
        lock (_calls) _calls.Remove(completion.GetProperty("invocationId").GetString()!, out call);
        if (completion.TryGetProperty("error", out var error)) call?.TrySetException(new IOException(error.GetString()));
        else call?.TrySetResult(completion.TryGetProperty("result", out var result) ? result.Clone() : default);
    }
}
