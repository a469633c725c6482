using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail.Keeping;
using StackExchange.Redis;

namespace ScaleMart.Web.Trail;

/// <summary>
/// Where every act of the back office is written down: before it is done, and how it ended after it. No act is done of which there is
/// no entry. A process that dies in between leaves an entry without an end.
/// </summary>
public sealed class TrailDesk(TrailQueue queue, ITrailBook book, TimeProvider time, ILogger<TrailDesk> log)
{
    // To the millisecond, as both stores keep it.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>
    /// Writes down that it is about to be done, does it, and writes down how it ended, also when it was refused or threw.
    /// <paramref name="act"/> is a pair of words such as <c>sale.pause</c>, <paramref name="subject"/> what it is done to, such as <c>sale:{id}</c>;
    /// <paramref name="before"/> is what the act changes, as it is: a small record that becomes a JSON object, or null.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Neither Redis nor the book takes the entry; nothing was done.</exception>
    public async Task<T> RunAsync<T>(Actor who, string act, string subject, string reason, object? before, Func<Task<T>> does, Func<T, TrailEnd> ends)
    {
        var opening = new TrailOpening
        {
            Id = Ids.New(),
            At = Now,
            WhoId = who.Id,
            WhoName = who.Name,
            From = who.From,
            Act = act,
            Subject = subject,
            Reason = reason,
            Before = Json(before),
        };
        await WriteAsync(opening);
        // Crash point: written down, nothing done. Nobody can tell it from the next, so the entry says that its end is not known.
        T result;
        try
        {
            result = await does();
        }
        catch (Exception fault)
        {
            await EndAsync(opening, new TrailEnd(fault is RedisException or TimeoutException or OperationCanceledException ? TrailEnd.NotKnown : TrailEnd.Failed, null));
            throw;
        }

        // Crash point: done, and its end not written down.
        await EndAsync(opening, ends(result));
        return result;
    }

    private async Task EndAsync(TrailOpening opening, TrailEnd end)
    {
        try
        {
            await WriteAsync(new TrailEnding { Id = opening.Id, At = Now, Outcome = end.Outcome, After = Json(end.After) });
            log.Acted(opening.WhoId, opening.Act, opening.Subject, end.Outcome);
        }
        catch (Exception fault) when (fault is StoreUnavailableException or DocumentRefusedException)
        {
            // It is done, and whoever asked for it hears so: a store that went away since takes nothing of it back.
            log.EndLost(opening.Act, opening.Subject, opening.WhoId, end.Outcome, opening.Id, fault);
        }
    }

    // Into Redis, which is there when the documents are not; else into the book. Written to both, it is one entry: the id is the same.
    private async Task WriteAsync(TrailRecord record)
    {
        try
        {
            if (await queue.AppendAsync(record)) return;
            log.WrittenToBook("too few replicas have it.");
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.WrittenToBook(fault.Message);
        }

        await book.AddAsync(record);
    }

    private static string? Json(object? value) => value is null ? null : Documents.Write(value);
}
