using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Trail;

/// <summary>The trail as a table for a spreadsheet, row by row as it is read.</summary>
public static class TrailCsv
{
    private static readonly string[] Columns = ["id", "at", "whoId", "who", "from", "act", "subject", "reason", "before", "outcome", "endedAt", "after"];

    public static Task WriteAsync(Stream body, IAsyncEnumerable<TrailEntry> entries, CancellationToken cancel) => Sheet.WriteAsync(body, Columns, entries, Row, cancel);

    private static string[] Row(TrailEntry entry)
    {
        var (begun, ended) = (entry.Opening, entry.Ending);
        return
        [
            begun.Id, Sheet.Time(begun.At), begun.WhoId, begun.WhoName, begun.From, begun.Act, begun.Subject, begun.Reason, begun.Before ?? "",
            ended?.Outcome ?? "", ended is null ? "" : Sheet.Time(ended.At), ended?.After ?? "",
        ];
    }
}
