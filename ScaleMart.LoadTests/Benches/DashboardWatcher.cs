using System.Net.WebSockets;
using System.Text;

namespace ScaleMart.LoadTests.Benches;

/// <summary>
/// One open dashboard, as its browser keeps it: a WebSocket to the hub that watches the dashboard and reads every tick. Speaks
/// SignalR's JSON protocol, whose messages end with the byte 30.
/// </summary>
public sealed class DashboardWatcher : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _over = new();
    private Task _reading = Task.CompletedTask;
    private long _ticks;

    /// <summary>Ticks heard so far.</summary>
    public long Ticks => Interlocked.Read(ref _ticks);

    /// <summary>Connected and watching as the holder of this access token.</summary>
    public static async Task<DashboardWatcher> OpenAsync(Uri shop, string token)
    {
        var watcher = new DashboardWatcher();
        var address = new UriBuilder(new Uri(shop, "/hubs/live")) { Scheme = shop.Scheme == "https" ? "wss" : "ws", Query = $"access_token={token}" };
        await watcher._socket.ConnectAsync(address.Uri, CancellationToken.None);
        await watcher.SendAsync("""{"protocol":"json","version":1}""");
        await watcher.SendAsync("""{"type":1,"target":"WatchDashboard","arguments":[]}""");
        watcher._reading = watcher.ReadAsync();
        return watcher;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        _socket.Dispose();
        _over.Dispose();
    }

    private ValueTask SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var heard = new StringBuilder();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), _over.Token);
                    heard.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                }
                while (!part.EndOfMessage);
                foreach (var message in heard.ToString().Split(End)) if (message.Contains("\"dashboardTick\"", StringComparison.Ordinal)) Interlocked.Increment(ref _ticks);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // Closed by us, or by the shop: who counts the ticks sees that they end.
        }
    }
}
