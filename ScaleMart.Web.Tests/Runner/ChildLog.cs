using ScaleMart.LoadTests.Processes;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>The last lines that a child process printed: the test may have brought it down at any time, so its end says most.</summary>
internal sealed class ChildLog(Child child) : ITestLog
{
    private const int MaxLines = 40;
    private const int MaxName = 120;

    public string Name => $"{(child.Command.Length <= MaxName ? child.Command : child.Command[..MaxName] + "…")} (process {child.Id})";

    public IReadOnlyList<string> LinesOf(TestRun test) => [.. child.Lines.TakeLast(MaxLines)];
}
