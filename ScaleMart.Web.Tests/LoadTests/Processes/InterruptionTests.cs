using ScaleMart.LoadTests.Processes;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Processes;

/// <summary>A run that is told to stop in its middle.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task It_takes_its_children_and_their_folders_along(string signal)
    {
        using var temporary = new TemporaryFolder();
        await using var bench = Child.Start("dotnet", [typeof(Child).Assembly.Location, "bench", "noop"], new Dictionary<string, string> { ["TMPDIR"] = temporary.Path });
        // Every child is told of a folder in there. First comes redis-server, then the shop.
        await Wait.UntilAsync(() => Task.FromResult(ChildrenIn(temporary.Path)), n => n > 0, "the bench has a child");

        await bench.SignalAsync(signal);
        await bench.ExitAsync();

        Assert.Equal(0, ChildrenIn(temporary.Path));
        Assert.Empty(Directory.EnumerateDirectories(temporary.Path, "scalemart-*"));
    }

    private static int ChildrenIn(string folder) => Directory.EnumerateDirectories("/proc").Count(process => Says(process, "cmdline", folder + "/scalemart-") || Says(process, "environ", folder + "/scalemart-"));

    private static bool Says(string process, string file, string text)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(process)[0]) && File.ReadAllText(Path.Combine(process, file)).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended meanwhile, or is another's.
        }
    }
}
