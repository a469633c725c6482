using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>What the reliability page says is tested, is.</summary>
public sealed partial class ReliabilityTests
{
    private const int Faults = 13;
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "reliability.md"));

    [Fact]
    public void Every_fault_has_its_line_and_every_test_that_is_named_there_exists()
    {
        var tested = Line().Matches(Page).Where(line => Named().IsMatch(line.Value)).Select(line => int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, Faults), tested);
        Assert.All(Named().Matches(Page).Select(m => m.Groups[1].Value), name => Assert.Contains(name, Tests.Value));
    }

    // Classes of the tests' assembly that have a test.
    private static readonly Lazy<HashSet<string>> Tests = new(() =>
        [.. typeof(ReliabilityTests).Assembly.GetTypes().Where(t => t.GetMethods().Any(m => m.GetCustomAttributes<FactAttribute>().Any())).Select(t => t.Name)]);

    [GeneratedRegex(@"^\| (\d+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"`(?:\w+/)*(\w+Tests)`")]
    private static partial Regex Named();
}
