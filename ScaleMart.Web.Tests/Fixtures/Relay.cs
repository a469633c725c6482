using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// A wire between a shop and a store on loopback that a test can cut, slow down, or hold the answers of.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly CancellationTokenSource _end = new();
    private readonly int _to;
    private readonly Task _serving;
    private volatile TaskCompletionSource? _held;
    private volatile bool _refusing;

    public Relay(int to)
    {
        _to = to;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How long every answer takes from here on; what is sent goes through at once.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Cuts what is open, and whoever comes, until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _refusing = true;
        foreach (var client in _open.Keys) client.Dispose();
    }

    public void Restore() => _refusing = false;

    /// <summary>A black hole: answers are kept back until <see cref="Release"/>; what is sent goes through.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => Interlocked.Exchange(ref _held, null)?.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Release();
        Cut();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var wires = new List<Task>();
        try
        {
            while (true) wires.Add(JoinAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(wires);
        }
    }

    private async Task JoinAsync(TcpClient shop)
    {
        using var store = new TcpClient();
        _open[shop] = _open[store] = 0;
        try
        {
            if (_refusing) return;
            await store.ConnectAsync(IPAddress.Loopback, _to, _end.Token);
            await Task.WhenAny(PassAsync(shop, store, () => Task.CompletedTask), PassAsync(store, shop, BeforeAnswerAsync));
        }
        catch (Exception cut) when (cut is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The store is down: the shop sees its connection closed.
        }
        finally
        {
            shop.Dispose();
            store.Dispose();
            _open.TryRemove(shop, out _);
            _open.TryRemove(store, out _);
        }
    }

    private static async Task PassAsync(TcpClient from, TcpClient to, Func<Task> before)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                await before();
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side, or a test, has cut the wire.
        }
    }

    private async Task BeforeAnswerAsync()
    {
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay);
        if (_held is { } held) await held.Task;
    }
}
