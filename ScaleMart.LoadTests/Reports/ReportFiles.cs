using System.Text.Json;
using ScaleMart.LoadTests.Reports.Page;

namespace ScaleMart.LoadTests.Reports;

/// <summary>Where a run's report lies: <c>report.html</c> for people, <c>report.json</c> for programs, <c>report.txt</c> for logs.</summary>
public sealed record ReportFiles(string Html, string Json, string Text)
{
    /// <summary>Writes all three into that folder, which is made if need be; what was there under these names is replaced.</summary>
    public static async Task<ReportFiles> WriteAsync(RunReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new ReportFiles(Path.Combine(folder, "report.html"), Path.Combine(folder, "report.json"), Path.Combine(folder, "report.txt"));
        await File.WriteAllTextAsync(files.Html, ReportPage.Of(report));
        await File.WriteAllTextAsync(files.Json, JsonSerializer.Serialize(report, RunReport.JsonOptions) + "\n");
        await File.WriteAllLinesAsync(files.Text, ReportLines.Of(report));
        return files;
    }
}
