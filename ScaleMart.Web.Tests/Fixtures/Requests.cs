using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>What shops send through a relay: it goes through at once, or is kept until it is let go. What is kept when its connection ends is lost, as if it had never been sent.</summary>
internal sealed class Requests
{
    private readonly ConcurrentQueue<string> _kept = new();
    private volatile TaskCompletionSource? _held;

    public void Hold()
    {
        _kept.Clear();
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Release() => Interlocked.Exchange(ref _held, null)?.TrySetResult();

    /// <summary>Something with these words was sent since the hold, and the store has not seen it.</summary>
    public bool Keep(string words) => _kept.Any(sent => sent.Contains(words, StringComparison.Ordinal));

    /// <summary>Ends when the shop sends no more.</summary>
    public async Task PassAsync(TcpClient shop, TcpClient store)
    {
        var sent = Channel.CreateUnbounded<byte[]>();
        var writing = WriteAsync(sent.Reader, store);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await shop.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                if (_held is not null) _kept.Enqueue(Encoding.Latin1.GetString(buffer, 0, read));
                sent.Writer.TryWrite(buffer[..read]);
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side, or a test, has cut the wire.
        }

        sent.Writer.Complete();
        if (_held is null) await writing;
    }

    private async Task WriteAsync(ChannelReader<byte[]> sent, TcpClient store)
    {
        try
        {
            await foreach (var bytes in sent.ReadAllAsync())
            {
                if (_held is { } held) await held.Task;
                await store.GetStream().WriteAsync(bytes);
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The store's side is closed: what was kept for it is lost.
        }
    }
}
