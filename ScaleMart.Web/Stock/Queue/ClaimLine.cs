using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>A claim as Redis keeps it, and as <c>claim.lua</c> writes it: worker, lease's end (ms) and the entries' ids, which no blank is in.</summary>
internal sealed record ClaimLine(string Id, string Worker, DateTimeOffset LeaseEnds, IReadOnlyList<string> Entries)
{
    public static ClaimLine Read(HashEntry entry)
    {
        var column = ((string)entry.Value!).Split('\t', 3);
        return new ClaimLine((string)entry.Name!, column[0], RecordLine.Time(column[1]), column[2].Split(' '));
    }
}
