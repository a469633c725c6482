using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>The bytes of requests, made as far as possible before the clock starts. For use from several threads.</summary>
public abstract class Requests
{
    /// <summary>The yardstick.</summary>
    public static Requests Noop(Uri shop) => new Same(Encoding.UTF8.GetBytes(NoopText(shop)));

    /// <summary>A POST of JSON, always the same.</summary>
    public static Requests Post(Uri shop, string path, string json) => new Same(Bytes($"POST {path} HTTP/1.1\r\nHost: {shop.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));

    /// <summary>A GET with a header line or none.</summary>
    public static Requests Get(Uri shop, string path, string header = "") => new Same(Bytes($"GET {path} HTTP/1.1\r\nHost: {shop.Authority}\r\n{(header == "" ? "" : header + "\r\n")}\r\n"));

    /// <summary>Orders one unit for one holder of a token after the other, each time under a key of its own.</summary>
    public static Requests Buy(Uri shop, string saleId, string run, IReadOnlyList<string> tokens) => new Keyed([.. tokens.Select(token =>
        Encoding.UTF8.GetBytes($"{OrderText(shop, $"/api/sales/{saleId}/orders")}{token}\r\nIdempotency-Key: {run}-"))]);

    /// <summary>Request number so and so, written into <paramref name="scratch"/> if it must be.</summary>
    public abstract ReadOnlyMemory<byte> Make(long number, byte[] scratch);

    /// <summary>The yardstick as every driver sends it.</summary>
    internal static string NoopText(Uri shop) => $"POST /api/noop HTTP/1.1\r\nHost: {shop.Authority}\r\nContent-Length: 0\r\n\r\n";

    /// <summary>An order as every driver sends it, up to the token.</summary>
    internal static string OrderText(Uri shop, string path) => $"POST {path} HTTP/1.1\r\nHost: {shop.Authority}\r\nContent-Type: application/json\r\nContent-Length: 14\r\nAuthorization: Bearer ";

    private static byte[] Bytes(FormattableString text) => Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Same(byte[] whole) : Requests
    {
        public override ReadOnlyMemory<byte> Make(long number, byte[] scratch) => whole;
    }

    private sealed class Keyed(byte[][] heads) : Requests
    {
        private static ReadOnlySpan<byte> Tail => "\r\n\r\n{\"quantity\":1}"u8;

        public override ReadOnlyMemory<byte> Make(long number, byte[] scratch)
        {
            var head = heads[number % heads.Length];
            head.CopyTo(scratch, 0);
            Utf8Formatter.TryFormat(number, scratch.AsSpan(head.Length), out var digits);
            Tail.CopyTo(scratch.AsSpan(head.Length + digits));
            return scratch.AsMemory(0, head.Length + digits + Tail.Length);
        }
    }
}
