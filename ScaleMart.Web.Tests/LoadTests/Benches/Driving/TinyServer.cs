using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Driving;

/// <summary>
/// Answers every request on loopback with the same pieces of text, each sent by itself, and closes the connection where a piece is
/// null. Keeps what it was sent.
/// </summary>
internal sealed class TinyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string?[] _pieces;
    private readonly List<string> _requests = [];

    public TinyServer(params string?[] pieces)
    {
        _pieces = pieces;
        _listener.Start();
        _ = ListenAsync();
    }

    /// <summary>How long the first answer is held back.</summary>
    public TimeSpan FirstTakes { get; init; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public void Dispose() => _listener.Dispose();

    private int Keep(string request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            return _requests.Count;
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer) is var read and > 0)
        {
            if (Keep(Encoding.UTF8.GetString(buffer, 0, read)) == 1) await Task.Delay(FirstTakes);
            foreach (var piece in _pieces)
            {
                if (piece is null) return;
                await socket.SendAsync(Encoding.UTF8.GetBytes(piece));
                await Task.Yield();
            }
        }
    }
}
