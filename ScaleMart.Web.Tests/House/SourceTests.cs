using System.Text.RegularExpressions;
using Xunit;

namespace ScaleMart.Web.Tests.House;

public sealed partial class SourceTests
{
    private const int MostLines = 200;
    private static readonly string[] Projects = ["ScaleMart.Web", "ScaleMart.Web.Tests", "ScaleMart.LoadTests"];
    private static readonly HashSet<string> Forbidden = ["Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Service", "Services", "Infrastructure", "Extensions"];
    private static readonly string[] Files = [.. Enumerate("*.cs"), .. Enumerate("*.cshtml"), .. Enumerate("*.lua"), .. Enumerate("*.css"), .. Enumerate("*.js")];

    [Fact]
    public void Every_script_in_the_tree_is_built_in()
    {
        var shop = Repository.PathOf("ScaleMart.Web");
        var written = Enumerate("*.lua").Select(f => Path.GetRelativePath(shop, f).Replace('\\', '/')).ToArray();
        Assert.NotEmpty(written);
        Assert.Empty(written.Except(typeof(Program).Assembly.GetManifestResourceNames()));
    }

    [Fact]
    public void No_type_and_no_folder_has_a_name_that_says_nothing()
    {
        var types = typeof(Program).Assembly.GetTypes().Where(t => Rooms.RoomOf(t) is not null).Select(t => Rooms.Outermost(t).Name);
        var folders = Files.SelectMany(f => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(f)!).Split('/', '\\'));
        Assert.DoesNotContain(types.Concat(folders).Distinct(), SaysNothing);
    }

    [Theory]
    [InlineData("OrderManager")]
    [InlineData("Extensions")]
    [InlineData("OrderServiceFactory")]
    public void The_rule_turns_red_for_such_a_name(string name) => Assert.True(SaysNothing(name));

    [Fact]
    public void A_word_inside_another_word_is_no_such_name() => Assert.False(SaysNothing("Commonwealth"));

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_once() =>
        Assert.Empty(Files.Where(f => File.ReadLines(f).Count() > MostLines).Select(f => Path.GetRelativePath(Repository.Root, f)));

    [Fact]
    public void Every_read_of_Redis_goes_to_its_master()
    {
        var shop = Repository.PathOf("ScaleMart.Web") + Path.DirectorySeparatorChar;
        var lines = Files.Where(f => f.StartsWith(shop, StringComparison.Ordinal)).SelectMany(File.ReadLines).Where(line => RedisReads().IsMatch(line)).ToList();
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => RedisReads().Count(line) > OfMaster().Count(line));
    }

    private static bool SaysNothing(string name) => Words().Matches(name).Any(w => Forbidden.Contains(w.Value));

    private static IEnumerable<string> Enumerate(string pattern) =>
        Projects.SelectMany(project => Directory.EnumerateFiles(Repository.PathOf(project), pattern, SearchOption.AllDirectories))
            .Where(f => !Built().IsMatch(f));

    [GeneratedRegex(@"\b(Database|db)\.(Hash(Get|GetAll|Values|Keys|Length|Scan|Exists)|List(Length|GetByIndex|Range)|SortedSet(Length|Score|RangeBy\w+)|String(Get|Length)|KeyExists)Async\(")]
    private static partial Regex RedisReads();

    [GeneratedRegex(@"CommandFlags\.DemandMaster")]
    private static partial Regex OfMaster();

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"[\\/](bin|obj|data|node_modules)[\\/]")]
    private static partial Regex Built();
}
