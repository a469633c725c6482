using System.Buffers.Binary;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>One message of a client: the command, and how its answer is to be packed.</summary>
internal sealed record Question(int Id, bool IsOld, BsonDocument Command);

/// <summary>MongoDB's wire protocol as far as a driver of today speaks it: OP_MSG, and OP_QUERY for the first hello.</summary>
internal static class Wire
{
    private const int Header = 16, Reply = 1, Query = 2004, Msg = 2013, Largest = 48_000_000;

    /// <summary>Null when the client has hung up.</summary>
    public static async Task<Question?> ReadAsync(Stream stream, CancellationToken stopping)
    {
        var header = new byte[Header];
        if (await stream.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, stopping) < Header) return null;
        var (length, id, code) = (Int(header, 0), Int(header, 4), Int(header, 12));
        if (length is < Header or > Largest) throw new InvalidDataException($"A message of {length} bytes.");
        var body = new byte[length - Header];
        await stream.ReadExactlyAsync(body, stopping);
        return code switch
        {
            Msg => new Question(id, false, Sections(body)),
            Query => new Question(id, true, Document(body, Array.IndexOf(body, (byte)0, 4) + 1 + 8)),
            _ => throw new InvalidDataException($"The stand-in does not know the message kind {code}."),
        };
    }

    public static Task WriteAsync(Stream stream, Question question, BsonDocument answer, CancellationToken stopping)
    {
        var document = answer.ToBson();
        byte[] prefix = question.IsOld
            ? [.. new byte[16], 1, 0, 0, 0] // No flags, no cursor, from 0, one document.
            : [0, 0, 0, 0, 0]; // No flags, then one section that is the answer.
        var message = new byte[Header + prefix.Length + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(8), question.Id);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), question.IsOld ? Reply : Msg);
        prefix.CopyTo(message, Header);
        document.CopyTo(message, Header + prefix.Length);
        return stream.WriteAsync(message, stopping).AsTask();
    }

    // A section of kind 0 is the command; each of kind 1 is one of its lists, sent apart.
    private static BsonDocument Sections(byte[] body)
    {
        if (Int(body, 0) != 0) throw new InvalidDataException($"The stand-in does not know the message flags {Int(body, 0)}.");
        BsonDocument? command = null;
        var lists = new Dictionary<string, BsonArray>();
        for (var at = 4; at < body.Length;)
        {
            var kind = body[at++];
            var length = Int(body, at);
            if (kind == 0) command = Document(body, at);
            else if (kind == 1) lists.Add(Name(body, at + 4), List(body, at + 4 + Name(body, at + 4).Length + 1, at + length));
            else throw new InvalidDataException($"The stand-in does not know the section kind {kind}.");
            at += length;
        }

        foreach (var (name, list) in lists) command!.Add(name, list);
        return command!;
    }

    private static BsonArray List(byte[] body, int from, int to)
    {
        var list = new BsonArray();
        for (; from < to; from += Int(body, from)) list.Add(Document(body, from));
        return list;
    }

    private static string Name(byte[] body, int at) => System.Text.Encoding.UTF8.GetString(body, at, Array.IndexOf(body, (byte)0, at) - at);

    private static int Int(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private static BsonDocument Document(byte[] body, int at)
    {
        using var stream = new MemoryStream(body, at, Int(body, at));
        using var reader = new BsonBinaryReader(stream);
        return BsonDocumentSerializer.Instance.Deserialize(BsonDeserializationContext.CreateRoot(reader));
    }
}
