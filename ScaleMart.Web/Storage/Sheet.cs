using System.Globalization;
using CsvHelper;

namespace ScaleMart.Web.Storage;

/// <summary>
/// Rows for a spreadsheet as CSV, written as they come: memory does not grow with them. A text that a spreadsheet would run as a formula
/// gets an apostrophe before it.
/// </summary>
public static class Sheet
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    /// <summary>One line of column names, then a line for each; the stream stays open.</summary>
    public static async Task WriteAsync<T>(Stream body, string[] columns, IAsyncEnumerable<T> rows, Func<T, string[]> row, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(body, Options, leaveOpen: true);
        await csv.WriteRecordAsync(columns, cancel);
        await foreach (var one in rows.WithCancellation(cancel)) await csv.WriteRecordAsync(row(one), cancel);
        await csv.FlushAsync(cancel);
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>UTC, to the millisecond.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
