using ScaleMart.LoadTests.Benches.Driving;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Driving;

public sealed class LeanConnectionTests
{
    private static readonly byte[] Request = [.. "GET / HTTP/1.1\r\nHost: here\r\n\r\n"u8];

    [Fact]
    public async Task Answers_that_come_in_pieces_are_put_together_one_request_after_the_other()
    {
        using var server = new TinyServer("HTTP/1.1 20", "2 Accepted\r\nContent-Le", "ngth: 5\r\n\r", "\nhel", "lo");
        using var connection = await LeanConnection.OpenAsync(server.Address);

        Assert.Equal(202, await connection.AskAsync(Request));
        Assert.Equal(202, await connection.AskAsync(Request));
        Assert.EndsWith("\r\n\r\nhello", connection.LastText, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_longer_than_the_buffer_is_read_to_its_last_chunk()
    {
        var chunk = new string('x', 0x4000);
        using var server = new TinyServer("HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n", $"4000\r\n{chunk}\r\n4000\r\n{chunk}", "\r\n0\r\n", "\r\n");
        using var connection = await LeanConnection.OpenAsync(server.Address);

        Assert.Equal(503, await connection.AskAsync(Request));
        Assert.EndsWith("xx\r\n0\r\n\r\n", connection.LastText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-")]
    public async Task A_connection_that_drops_in_the_middle_is_a_fault_and_no_answer(string part)
    {
        using var server = new TinyServer(part, null);
        using var connection = await LeanConnection.OpenAsync(server.Address);

        await Assert.ThrowsAsync<IOException>(async () => await connection.AskAsync(Request));
    }

    [Fact]
    public async Task More_than_was_asked_for_is_a_fault()
    {
        using var server = new TinyServer("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        using var connection = await LeanConnection.OpenAsync(server.Address);

        await Assert.ThrowsAsync<IOException>(async () => await connection.AskAsync(Request));
    }
}
