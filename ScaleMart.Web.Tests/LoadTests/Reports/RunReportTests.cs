using System.Text.Json;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Reports;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Reports;

public sealed class RunReportTests
{
    [Fact]
    public void The_machine_and_the_versions_are_read()
    {
        var (machine, versions) = (Machine.Read(), Versions.Read());
        Assert.True(machine is { Cores: > 0, MemoryBytes: > 0 } && machine.Cpu.Length > 0);
        Assert.Matches("^([0-9a-f]{40}|unknown)$", versions.Commit);
        Assert.Matches("^(clean|changed|unknown)$", versions.Tree);
        Assert.Equal("unknown", versions.Shop);
    }

    [Fact]
    public async Task The_files_are_written_and_the_data_can_be_read_back()
    {
        using var folder = new TemporaryFolder();
        var sample = SampleRun.Of();
        var files = await ReportFiles.WriteAsync(sample, Path.Combine(folder.Path, "new", "folder"));

        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(files.Html), StringComparison.Ordinal);
        Assert.StartsWith("VERDICT     kept: The shop kept its word", (await File.ReadAllLinesAsync(files.Text))[^1], StringComparison.Ordinal);
        var json = await File.ReadAllTextAsync(files.Json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<RunReport>(json, RunReport.JsonOptions), RunReport.JsonOptions) + "\n");
        using var document = JsonDocument.Parse(json);
        Assert.Equal("kept", document.RootElement.GetProperty("verdict").GetProperty("state").GetString());
        Assert.Equal("notApplicable", document.RootElement.GetProperty("verdict").GetProperty("checks")[4].GetProperty("state").GetString());
        Assert.Equal(4, document.RootElement.GetProperty("steps")[0].GetProperty("latency").GetProperty("p50").GetDouble());
        Assert.Equal(380, document.RootElement.GetProperty("seconds")[0].GetProperty("stock").GetProperty("available").GetInt32());
    }

    [Fact]
    public void A_broken_verdict_is_told_with_its_faults_but_not_with_all_of_thousands()
    {
        var broken = new Judgement(CheckState.Broken, "The shop broke its word: oversold.", [new Check("oversold", "0 units", "1 unit", CheckState.Broken, "Oversold.")],
            [.. Enumerable.Range(0, 200).Select(n => $"Fault {n}.")], 5000);
        var lines = ReportLines.Of(SampleRun.Of(verdict: broken)).ToList();
        Assert.Contains("broken      oversold: Oversold.", lines);
        Assert.Contains("FAULT       Fault 19.", lines);
        Assert.Equal(["            and 4980 more", "VERDICT     broken: The shop broke its word: oversold."], lines[^2..]);
    }
}
