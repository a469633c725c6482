using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// A wire between a shop and a store on loopback that a test can cut, close, slow down, tear, or hold the answers of. It keeps
/// its port though it is closed for a while. What is sent goes through at once; faults are done to answers.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _door = new();
    private readonly int _to;
    private TcpListener? _listener;
    private Task _serving = Task.CompletedTask;
    private volatile TaskCompletionSource? _held;
    private volatile bool _cutting;
    private volatile IPAddress? _banned;

    public Relay(int to, int? port = null)
    {
        (_to, Port) = (to, port ?? FreePort.Draw());
        Open();
    }

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>What is sent, which can be kept back too.</summary>
    internal Requests Requests { get; } = new();

    /// <summary>How long every answer takes from here on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Bytes that go at a time, with a pause of a millisecond after each piece; 0: all that there are.</summary>
    public int Sliver { get; set; }

    /// <summary>From every answer a part comes, and then the connection is reset (RST), until it is false again.</summary>
    public bool Tears { get; set; }

    /// <summary>Cuts what is open, and whoever comes, until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _cutting = true;
        CutOpen();
    }

    /// <summary>The same, but only for those who come from that address of this machine; everybody else stays.</summary>
    public void Cut(IPAddress from)
    {
        _banned = from;
        CutOpen(from);
    }

    /// <summary>Nobody listens any more: what is open is cut and whoever comes is refused by the system, until <see cref="Restore"/>.</summary>
    public void Refuse()
    {
        lock (_door)
        {
            _listener?.Dispose();
            _listener = null;
        }

        CutOpen();
    }

    /// <summary>Ends every <c>Cut</c> and <see cref="Refuse"/>, on the same port.</summary>
    public void Restore()
    {
        _cutting = false;
        _banned = null;
        Open();
    }

    /// <summary>A black hole: answers are kept back until <see cref="Release"/>, those of new connections too; what is sent goes through.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => Interlocked.Exchange(ref _held, null)?.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Release();
        Requests.Release();
        Refuse();
        await _serving;
        _end.Dispose();
    }

    private void Open()
    {
        lock (_door)
        {
            if (_listener is not null) return;
            _listener = new TcpListener(IPAddress.Loopback, Port);
            _listener.Start();
            _serving = Task.WhenAll(_serving, ServeAsync(_listener));
        }
    }

    private void CutOpen(IPAddress? from = null)
    {
        foreach (var client in _open.Keys.Where(c => from is null || IsFrom(c, from))) client.Dispose();
    }

    private static bool IsFrom(TcpClient client, IPAddress address)
    {
        try
        {
            return client.Client?.RemoteEndPoint is IPEndPoint end && end.Address.Equals(address);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException) { return false; } // It is cut already.
    }

    private async Task ServeAsync(TcpListener listener)
    {
        var wires = new List<Task>();
        try
        {
            while (true) wires.Add(JoinAsync(await listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
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
            if (_cutting || (_banned is { } banned && IsFrom(shop, banned))) return;
            shop.NoDelay = store.NoDelay = true;
            await store.ConnectAsync(IPAddress.Loopback, _to, _end.Token);
            await Task.WhenAny(Requests.PassAsync(shop, store), PassAsync(store, shop, (to, answer) => AnswerAsync(shop, to, answer)));
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

    private static async Task PassAsync(TcpClient from, TcpClient to, Func<NetworkStream, ReadOnlyMemory<byte>, ValueTask> pass)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read) await pass(to.GetStream(), buffer.AsMemory(0, read));
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side, or a test, has cut the wire.
        }
    }

    private async ValueTask AnswerAsync(TcpClient shop, NetworkStream to, ReadOnlyMemory<byte> answer)
    {
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay);
        if (_held is { } held) await held.Task;
        if (Tears)
        {
            await to.WriteAsync(answer[..(answer.Length / 2)]);
            // The socket itself: a client that is disposed of ends its stream politely first, and that is no reset.
            shop.LingerState = new LingerOption(true, 0);
            shop.Client.Dispose();
            return;
        }

        while (Sliver is > 0 and var piece && answer.Length > piece)
        {
            await to.WriteAsync(answer[..piece]);
            answer = answer[piece..];
            await Task.Delay(1);
        }

        await to.WriteAsync(answer);
    }
}
