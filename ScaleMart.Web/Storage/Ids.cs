using System.Security.Cryptography;

namespace ScaleMart.Web.Storage;

/// <summary>The one source of ids: lower-case letters and digits that cannot be mistaken for one another (Crockford's base 32).</summary>
public static class Ids
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A random id; each letter carries five bits.</summary>
    public static string New(int length = 20) => Encode(RandomNumberGenerator.GetBytes(length), length);

    /// <summary>Five bits of each byte, so that the same bytes always give the same id.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes, int length)
    {
        Span<char> letters = stackalloc char[length];
        for (var i = 0; i < length; i++) letters[i] = Alphabet[bytes[i] & 31];
        return new string(letters);
    }
}
