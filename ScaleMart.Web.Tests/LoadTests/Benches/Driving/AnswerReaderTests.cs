using System.Text;
using ScaleMart.LoadTests.Benches.Driving;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Driving;

public sealed class AnswerReaderTests
{
    [Theory]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nhello", 202, "hello")]
    [InlineData("HTTP/1.1 409 Conflict\r\nDate: now\r\ncontent-length:2\r\n\r\n{}", 409, "{}")]
    [InlineData("HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n", 200, "5\r\nhello\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Content-Length: 9\r\nContent-Length: 0\r\n\r\n", 200, "")]
    public void A_whole_answer_is_read_and_no_part_of_it_passes_for_one(string text, int status, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var part = 0; part < bytes.Length; part++) Assert.False(AnswerReader.TryRead(bytes.AsSpan(0, part), out _), text[..part]);

        Assert.True(AnswerReader.TryRead([.. bytes, .. "HTTP/1.1 500"u8], out var answer));
        Assert.Equal(status, answer.Status);
        Assert.Equal(body, text.Substring(answer.BodyStart, answer.BodyLength));
        Assert.Equal(bytes.Length, answer.Length);
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("nonsense that is long enough\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")]
    public void What_is_no_such_answer_is_refused(string text) =>
        Assert.Throws<FormatException>(() => AnswerReader.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
