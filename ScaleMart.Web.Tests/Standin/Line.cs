using System.Net.Sockets;
using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>One client's connection: question, answer, question, answer, with the faults that were asked for in between.</summary>
internal sealed class Line(TcpClient client, int port, Cabinet cabinet, Faults faults, Action<string> see, Action<string> refuse, CancellationToken dropped)
{
    // What a driver that retries must be told by the server itself: the write may be sent again.
    private static readonly int[] Retryable = [91, 189, Refusal.NotPrimary, Refusal.ShuttingDown, 11602, 13435, 13436];
    private static readonly string[] Lists = ["updates", "documents"];
    private static int _lines;
    private readonly int _number = Interlocked.Increment(ref _lines);

    public async Task ServeAsync()
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                while (await Wire.ReadAsync(stream, dropped) is { } question && await AnswerAsync(question.Command) is { } answer)
                    await Wire.WriteAsync(stream, question, answer, dropped);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client hung up, or the line was dropped.
        }
        catch (InvalidDataException unknown)
        {
            refuse(unknown.Message);
        }
    }

    /// <summary>Null when the line is to be dropped.</summary>
    private async Task<BsonDocument?> AnswerAsync(BsonDocument command)
    {
        if (command.GetElement(0).Name is "hello" or "isMaster" or "ismaster") return await HelloAsync(command);
        if (!Faults.IsPulse(command)) see(command.GetElement(0).Name);
        if (faults.Take(FaultKind.Slow, command) is { } slow) await Task.Delay(slow.Delay, dropped);
        if (faults.Take(FaultKind.Stall, command) is not null) await faults.ReleasedAsync(dropped);
        if (faults.Take(FaultKind.DropBefore, command) is not null) return null;
        if (faults.Take(FaultKind.Error, command) is { } error) return Labelled(command, error.Code, new Refusal(error.Code, "Told", error.Message).Answer());
        if (faults.Take(FaultKind.WriteError, command) is { } write)
            return new BsonDocument { { "n", 0 }, { "writeErrors", new BsonArray { new Refusal(write.Code, "Told", write.Message).AsWriteError(0) } }, { "ok", 1.0 } };
        if (faults.Take(FaultKind.CutMidway, command) is not null)
        {
            Run(FirstHalf(command));
            return null;
        }

        var answer = Run(command);
        if (faults.Take(FaultKind.DropAfter, command) is not null) return null;
        if (faults.Take(FaultKind.WriteConcernError, command) is { } unsafely)
            answer["writeConcernError"] = new BsonDocument { { "code", unsafely.Code }, { "codeName", "WriteConcernTimeout" }, { "errmsg", unsafely.Message } };
        return answer;
    }

    private BsonDocument Run(BsonDocument command)
    {
        try
        {
            return cabinet.Run(command);
        }
        catch (Refusal refusal)
        {
            if (refusal.IsUnknown) refuse($"{refusal.Message} Asked in: {command}");
            return refusal.Answer();
        }
    }

    // Of a retryable write it would be remembered, and the repetition answered without the second half: no server does that.
    private static BsonDocument FirstHalf(BsonDocument command)
    {
        var half = command.DeepClone().AsBsonDocument;
        half.Remove("txnNumber");
        foreach (var list in Lists.Where(half.Contains)) half[list] = new BsonArray(half[list].AsBsonArray.Take(half[list].AsBsonArray.Count / 2));
        return half;
    }

    private static BsonDocument Labelled(BsonDocument command, int code, BsonDocument answer)
    {
        if (command.Contains("txnNumber") && Retryable.Contains(code)) answer["errorLabels"] = new BsonArray { "RetryableWriteError" };
        return answer;
    }

    private async Task<BsonDocument?> HelloAsync(BsonDocument command)
    {
        if (faults.Take(FaultKind.Stall, command) is not null) await faults.ReleasedAsync(dropped);
        if (faults.Take(FaultKind.DropBefore, command) is not null) return null;
        var me = $"127.0.0.1:{port}";
        return new BsonDocument
        {
            { "helloOk", true }, { "ismaster", true }, { "isWritablePrimary", true }, { "secondary", false }, { "readOnly", false },
            { "setName", "standin" }, { "setVersion", 1 }, { "hosts", new BsonArray { me } }, { "primary", me }, { "me", me },
            { "maxBsonObjectSize", 16 * 1024 * 1024 }, { "maxMessageSizeBytes", 48_000_000 }, { "maxWriteBatchSize", 100_000 },
            { "connectionId", _number }, { "logicalSessionTimeoutMinutes", 30 }, { "minWireVersion", 0 }, { "maxWireVersion", 21 },
            { "localTime", new BsonDateTime(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) }, { "ok", 1.0 },
        };
    }
}
