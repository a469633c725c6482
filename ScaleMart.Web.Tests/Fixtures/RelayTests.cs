using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>The fault proxy does what its words say: a test of a fault that never happened would prove nothing.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private readonly TcpListener _store = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private Relay _relay = null!;
    private Task _echo = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        _store.Start();
        _echo = EchoAsync();
        _relay = new Relay(((IPEndPoint)_store.LocalEndpoint).Port);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_refused_finds_nobody_listening_and_the_same_port_opens_again()
    {
        using var before = await ConnectAsync();
        Assert.Equal("ping", await AskAsync(before, "ping"));

        _relay.Refuse();

        Assert.Equal(SocketError.ConnectionRefused, (await Assert.ThrowsAsync<SocketException>(ConnectAsync)).SocketErrorCode);
        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(before, "ping"));
        _relay.Restore();
        using var after = await ConnectAsync();
        Assert.Equal("ping", await AskAsync(after, "ping"));
    }

    [Fact]
    public async Task A_torn_answer_comes_by_half_and_ends_in_a_reset()
    {
        using var client = await ConnectAsync();
        _relay.Tears = true;

        var reset = await Assert.ThrowsAsync<IOException>(() => AskAsync(client, "abcdefgh"));

        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(reset.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task Held_answers_come_when_they_are_released_to_new_connections_too()
    {
        _relay.Hold();
        using var client = await ConnectAsync();
        var asked = AskAsync(client, "ping");
        await Assert.ThrowsAsync<TimeoutException>(() => asked.WaitAsync(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken));

        _relay.Release();

        Assert.Equal("ping", await asked);
    }

    [Fact]
    public async Task Slivers_come_a_few_bytes_at_a_time_and_whole_in_the_end()
    {
        using var client = await ConnectAsync();
        _relay.Sliver = 3;
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(new string('x', 100)));
        var pieces = new List<int>();
        var buffer = new byte[100];
        while (pieces.Sum() < 100) pieces.Add(await client.GetStream().ReadAsync(buffer));
        Assert.True(pieces.Count > 5, $"{pieces.Count} pieces");
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _end.CancelAsync();
        _store.Dispose();
        await _echo;
        _end.Dispose();
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _relay.Port);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client, string words)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(words));
        var answer = new byte[words.Length];
        await client.GetStream().ReadExactlyAsync(answer);
        return Encoding.ASCII.GetString(answer);
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _store.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await client.GetStream().CopyToAsync(client.GetStream(), _end.Token);
            }
            catch (Exception end) when (end is IOException or OperationCanceledException)
            {
                // The relay has cut the wire.
            }
        }
    }
}
