using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Reports.Page;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Reports;

public sealed partial class ReportPageTests
{
    private const string Hostile = "\"><script>alert('lamp')</script><img src=x onerror=alert(1)>&";

    [Fact]
    public void The_verdict_stands_first_then_the_charts_then_what_it_was_measured_with()
    {
        var page = ReportPage.Of(SampleRun.Of());
        var order = Words("The shop kept its word", "per-customer limit", "answers a second", "logarithmic", "each nine as wide", "none left for sale from second", "2000", "0123456789abcdef")
            .Select(words => page.IndexOf(words, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public void Names_from_outside_are_text_and_nothing_else()
    {
        var sample = SampleRun.Of();
        var page = ReportPage.Of(sample with
        {
            Scenario = Hostile,
            Engine = Hostile,
            Settings = new Dictionary<string, string> { [Hostile] = Hostile },
            Steps = [sample.Steps[0] with { Name = Hostile }],
            Totals = sample.Totals with { Outcomes = new Dictionary<string, int> { [Hostile] = 1 } },
            Machine = sample.Machine with { Cpu = Hostile },
            Versions = sample.Versions with { Shop = Hostile },
            Verdict = new Judgement(CheckState.Broken, Hostile, [new Check(Hostile, Hostile, Hostile, CheckState.Broken, Hostile)], [Hostile], 1),
        });
        Assert.Contains("&lt;script&gt;alert(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        // It still is well-formed, and no name became an attribute.
        Assert.DoesNotContain(Body(page).DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name == "src");
    }

    [Fact]
    public void It_is_one_file_that_asks_for_nothing_else()
    {
        var page = ReportPage.Of(SampleRun.Of());
        Assert.DoesNotMatch(Elsewhere(), page);
        Assert.Contains("font/woff2;base64,d09GMg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_drawing_says_what_it_shows_and_has_its_figures_as_a_table()
    {
        var page = Body(ReportPage.Of(SampleRun.Of()));
        var charts = page.Descendants("figure").ToList();
        Assert.Equal(4, charts.Count);
        Assert.All(charts, chart =>
        {
            Assert.Equal(2, chart.Elements("svg").Count(s => s.Attribute("role")?.Value == "img" && s.Attribute("aria-label")!.Value.Length > 40));
            Assert.Equal(4, chart.Descendants("text").Count(t => t.Attribute("class")?.Value == "words"));
            var table = Assert.Single(chart.Descendants("table"));
            Assert.NotEmpty(table.Descendants("td"));
            var width = table.Descendants("thead").Single().Descendants("th").Count();
            Assert.All(table.Descendants("tbody").Single().Elements("tr"), row => Assert.Equal(width, row.Elements().Count()));
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7200)]
    public void Runs_of_no_second_and_of_two_hours_are_drawn_within_their_axes(int seconds)
    {
        var page = ReportPage.Of(SampleRun.Of(seconds));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
        Assert.True(page.Length < 500_000, $"{page.Length} characters");
        foreach (var drawing in Body(page).Descendants("svg").Where(s => s.Attribute("class")?.Value is "wide" or "narrow"))
        {
            var box = drawing.Attribute("viewBox")!.Value.Split(' ');
            foreach (var place in drawing.Descendants("path").SelectMany(p => Place().Matches(p.Attribute("d")!.Value)))
                Assert.InRange(double.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture), 0, double.Parse(box[place.Value[0] is 'V' ? 3 : 2], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_load_generator_near_its_limit_is_named_as_a_possible_limit()
    {
        var sample = SampleRun.Of();
        Assert.DoesNotContain("may have been the limit", ReportPage.Of(sample), StringComparison.Ordinal);
        Assert.Contains("may have been the limit", ReportPage.Of(sample with { Driver = sample.Driver with { CpuPercent = 85 } }), StringComparison.Ordinal);
        Assert.Contains("may have been the limit", ReportPage.Of(sample with { Driver = sample.Driver with { LateStarts = 2000 } }), StringComparison.Ordinal);
    }

    private static string[] Words(params string[] words) => words;

    private static XElement Body(string page) => XElement.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)]);

    [GeneratedRegex(@"https?:|url\((?!""data:)|@import|<link|<script|\s(src|href)=")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"[MHVL](-?[\d.]+)")]
    private static partial Regex Place();
}
