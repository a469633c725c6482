using System.Buffers.Text;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>
/// Reads HTTP/1.1 answers (RFC 9112) out of bytes as they come: a status, and a body by Content-Length, in chunks, or none (204,
/// 304). Nothing more is understood: no trailers, no body that lasts until the connection closes.
/// </summary>
public static class AnswerReader
{
    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    /// <summary>
    /// The first whole answer in <paramref name="bytes"/>: its status, where its body lies as it came over the wire, and how many
    /// bytes it took. False while a part of it is missing.
    /// </summary>
    /// <exception cref="FormatException">This is no such answer.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out RawAnswer answer)
    {
        answer = default;
        var end = bytes.IndexOf(HeadEnd);
        if (end < 0) return false;
        var head = bytes[..end];
        if (head.Length < 12 || !head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..12], out int status, out _)) throw new FormatException("The answer is not one of HTTP/1.1.");
        var start = end + HeadEnd.Length;
        if (status is 204 or 304) return Whole(status, start, 0, out answer);
        if (Value(head, "content-length"u8) is { Length: > 0 } text)
        {
            if (!Utf8Parser.TryParse(text, out int length, out _)) throw new FormatException("The answer's Content-Length is no number.");
            return start + length <= bytes.Length && Whole(status, start, length, out answer);
        }

        if (!Value(head, "transfer-encoding"u8).SequenceEqual("chunked"u8)) throw new FormatException("The answer does not say how long it is.");
        var chunks = Chunks(bytes[start..]);
        return chunks >= 0 && Whole(status, start, chunks, out answer);
    }

    private static bool Whole(int status, int start, int length, out RawAnswer answer)
    {
        answer = new RawAnswer(status, start, length);
        return true;
    }

    // How many bytes all chunks take, their sizes and ends among them; negative while some are missing.
    private static int Chunks(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (true)
        {
            var line = bytes[at..].IndexOf("\r\n"u8);
            if (line < 0) return -1;
            if (!Utf8Parser.TryParse(bytes.Slice(at, line), out int size, out var taken, 'x') || taken == 0) throw new FormatException("A chunk's size is no number.");
            at += line + 2 + size + 2;
            if (at > bytes.Length) return -1;
            if (size == 0) return at;
        }
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (head.IndexOf((byte)'\n') is var line and >= 0)
        {
            head = head[(line + 1)..];
            if (head.Length <= name.Length || head[name.Length] != ':' || !Ascii(head[..name.Length], name)) continue;
            var value = head[(name.Length + 1)..];
            var end = value.IndexOf((byte)'\r');
            return (end < 0 ? value : value[..end]).Trim((byte)' ');
        }

        return default;
    }

    private static bool Ascii(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => System.Text.Ascii.EqualsIgnoreCase(one, other);
}

/// <summary>A status, where the body begins, and how many bytes it takes on the wire; the answer ends where its body does.</summary>
public readonly record struct RawAnswer(int Status, int BodyStart, int BodyLength)
{
    public int Length => BodyStart + BodyLength;
}
