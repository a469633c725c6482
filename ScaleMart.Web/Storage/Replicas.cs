using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>What a script answered, and whether as many replicas have what it speaks of as were asked for.</summary>
public readonly record struct SafeAnswer(RedisResult Answer, bool IsSafe);

/// <summary>What a script's answer speaks of, and so what the replicas must have before anybody hears it.</summary>
public enum Speaks
{
    /// <summary>Of nothing that must last: a refusal.</summary>
    OfNothing,

    /// <summary>Of what it has just written.</summary>
    OfItsWrites,

    /// <summary>Of what was written before, perhaps by another connection: it has written nothing itself.</summary>
    OfEarlierWrites,
}

/// <summary>
/// Waits until so many replicas have what a script's answer speaks of (WAIT), so that it outlives its master. WAIT keeps whatever is
/// sent behind it waiting too: hence a time-out much shorter than that of a call.
/// </summary>
internal sealed class Replicas(ConnectionMultiplexer connection, int count, int timeoutMilliseconds)
{
    private readonly object[] _wait = [count, timeoutMilliseconds];

    public async Task<SafeAnswer> RunAsync(Func<Task<RedisResult>> script, RedisKey key, Func<RedisResult, Speaks> speaks)
    {
        var server = RedisLine.ServerOf(connection, key);
        var sockets = Sockets(server);
        // One after the other, not in one go: a script that the server did not know is sent again by the library, and a WAIT
        // between the two would have waited for nothing.
        var answer = await script();
        var about = speaks(answer);
        if (about == Speaks.OfNothing) return new SafeAnswer(answer, true);
        try
        {
            // WAIT knows only what its own connection has written. Without a write right before it, it would vouch for an order that
            // another process wrote and no replica has: a key that is sent again to another server is answered so.
            var touched = about == Speaks.OfEarlierWrites ? server.ExecuteAsync("SET", key.Append(":touch"), 1, "PX", 60_000) : Task.CompletedTask;
            var have = server.ExecuteAsync("WAIT", _wait);
            await touched;
            return new SafeAnswer(answer, (int)await have >= count && Sockets(server) == sockets && server.EndPoint.Equals(RedisLine.ServerOf(connection, key).EndPoint));
        }
        catch (RedisServerException)
        {
            return new SafeAnswer(answer, false); // It is full, or no master any more.
        }
    }

    // A WAIT on a new connection, which has written nothing, is content at once: its word counts only if there was no new one.
    private static long Sockets(IServer server) => server.GetCounters().Interactive.SocketCount;
}
