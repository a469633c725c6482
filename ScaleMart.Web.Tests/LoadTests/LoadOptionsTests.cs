using ScaleMart.LoadTests;
using ScaleMart.LoadTests.Scenarios;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests;

public sealed class LoadOptionsTests
{
    [Fact]
    public void What_is_given_is_taken_and_the_rest_keeps_the_scenarios_default()
    {
        var options = LoadOptions.Parse(["--stock", "7", "--for=2.5"], Playbill.Find("rush")!.Defaults(new LoadOptions()));
        Assert.Equal((7, 2.5, 2000), (options.Stock, options.For, options.Shoppers));
    }

    [Theory]
    [InlineData("--stok", "7")]
    [InlineData("--stock", "-7")]
    [InlineData("--stock", "0")]
    [InlineData("--stock", "many")]
    [InlineData("--stock", "1.5")]
    [InlineData("--stock", "99999999999")]
    [InlineData("--stock")]
    [InlineData("--stock=")]
    [InlineData("--stock", "--limit", "2")]
    [InlineData("--url", "here")]
    [InlineData("--url", "ftp://shop")]
    [InlineData("--url", "http://a:1,b")]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "-1")]
    [InlineData("--rate", "1e3")]
    [InlineData("--for", "0")]
    [InlineData("--for", "NaN")]
    [InlineData("--for", "Infinity")]
    [InlineData("--warm-up", "-1")]
    [InlineData("--ramp", "slow")]
    [InlineData("--hold", "9")]
    [InlineData("--rude", "101")]
    [InlineData("--redis", "sometimes")]
    [InlineData("--goal-p99", "1.5")]
    public void A_wrong_option_is_named(params string[] arguments) =>
        Assert.Contains(arguments[0].Split('=')[0], Fault(["--url", "http://localhost:1", "--signing-key", "secret", .. arguments]), StringComparison.Ordinal);

    [Theory]
    [InlineData("--url", "http://localhost:1")]
    [InlineData("--url", "http://localhost:1", "--admin-email", "boss@shop.test")]
    [InlineData("--url", "http://localhost:1", "--key-file", "jwt.key", "--signing-key", "secret")]
    [InlineData("--signing-key", "secret")]
    [InlineData("--sale", "abc")]
    [InlineData("--rate", "5", "--users", "5")]
    [InlineData("--rate=5", "--lanes=5")]
    [InlineData("--url", "http://localhost:1", "--signing-key", "secret", "--redis", "always")]
    [InlineData("--processes", "2")]
    public void What_does_not_go_together_is_refused(params string[] arguments) => Assert.StartsWith("--", Named(Fault(arguments)), StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_option_is_told_its_neighbour() => Assert.Contains("Did you mean --stock?", Fault(["--stok", "7"]), StringComparison.Ordinal);

    [Fact]
    public void Several_addresses_are_kept_in_their_order() =>
        Assert.Equal(["http://a:1/", "http://b:2/"], LoadOptions.Parse(["--url", "http://a:1,http://b:2", "--signing-key", "s"]).Urls.Select(u => u.ToString()));

    [Theory]
    [InlineData("--users", false)]
    [InlineData("--lanes", false)]
    [InlineData("--rate", true)]
    public void The_model_that_is_asked_for_takes_the_place_of_the_scenarios(string option, bool open)
    {
        foreach (var card in Playbill.All)
            Assert.Equal(open, LoadOptions.Parse([option, "9"], card.Defaults(new LoadOptions())).Workload.Rate is not null);
    }

    [Fact]
    public void No_secret_is_among_the_settings_that_are_shown()
    {
        var shown = Knobs.Settings(LoadOptions.Parse(["--url", "http://localhost:1", "--signing-key", "open sesame", "--admin-email", "boss@shop.test", "--admin-password", "open sesame"]));
        Assert.DoesNotContain(shown.Values, v => v.Contains("sesame", StringComparison.Ordinal) || v.Contains('@', StringComparison.Ordinal));
        Assert.Equal("given", shown["signing-key"]);
    }

    [Fact]
    public void The_help_has_every_scenario_and_every_option()
    {
        Assert.All(Playbill.All.Select(c => c.Name).Concat(Knobs.All.Select(k => k.Name)), name => Assert.Contains($"\n  {name} ", Help.Of(), StringComparison.Ordinal));
        Assert.Contains("personal use only", Help.Of(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_of_a_scenario_shows_its_own_defaults()
    {
        Assert.Contains("(10000)", Line(Help.Of(Playbill.Find("ten-thousand")), "--connections"), StringComparison.Ordinal);
        Assert.Contains("(by scenario)", Line(Help.Of(), "--connections"), StringComparison.Ordinal);
    }

    private static string Fault(string[] arguments) => Assert.Throws<FormatException>(() => LoadOptions.Parse(arguments)).Message;

    // The first option that the message names.
    private static string Named(string message) => message.Split(' ').First(w => w.StartsWith("--", StringComparison.Ordinal));

    private static string Line(string help, string option) => help.Split('\n').First(l => l.Contains($"  {option} ", StringComparison.Ordinal));
}
