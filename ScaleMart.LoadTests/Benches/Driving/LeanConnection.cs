using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>
/// One keep-alive connection over a bare socket: bytes out, a status back. Far cheaper than HttpClient, and so the driver where
/// each answer must be known or timed. One request at a time.
/// </summary>
public sealed class LeanConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private RawAnswer _last;

    public static async Task<LeanConnection> OpenAsync(Uri shop)
    {
        var connection = new LeanConnection();
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Parse(shop.Host), shop.Port);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All of the last answer's head and body as they came over the wire, chunk sizes among them.</summary>
    public string LastText => Encoding.UTF8.GetString(_buffer, 0, _last.Length);

    /// <summary>Sends a whole request and returns the status of its answer.</summary>
    /// <exception cref="IOException">The connection ended before the answer did.</exception>
    /// <exception cref="SocketException">It broke.</exception>
    /// <exception cref="FormatException">The answer is none of HTTP/1.1.</exception>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancel = default)
    {
        while (request.Length > 0) request = request[await _socket.SendAsync(request, cancel)..];
        var filled = 0;
        while (!AnswerReader.TryRead(_buffer.AsSpan(0, filled), out _last))
        {
            if (filled == _buffer.Length) Array.Resize(ref _buffer, filled * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled), cancel);
            if (read == 0) throw new IOException("The connection ended before the answer did.");
            filled += read;
        }

        return _last.Length == filled ? _last.Status : throw new IOException("More came than was asked for.");
    }

    public void Dispose() => _socket.Dispose();
}
