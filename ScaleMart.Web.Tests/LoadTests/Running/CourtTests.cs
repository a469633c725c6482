using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Running;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Running;

public sealed class CourtTests
{
    private static readonly Judgement Good = new(CheckState.Kept, "All is well.", [new Check("oversold", "0", "0", CheckState.Kept), new Check("rate limit", "–", "–", CheckState.NotApplicable)], [], 0);
    private static readonly Judgement Bad = new(CheckState.Broken, "Not well.", [new Check("oversold", "0", "1", CheckState.Broken, "One too many.")], ["One too many."], 1);

    [Fact]
    public void All_kept_is_kept()
    {
        var joined = Court.Join([Good, Good], [new Check("mine", "a", "a", CheckState.Kept)]);
        Assert.Equal((CheckState.Kept, 0, "All is well."), (joined.State, joined.Exit, joined.Sentence));
        Assert.Equal(["oversold", "rate limit", "sale 2 likewise", "mine"], joined.Checks.Select(c => c.Name));
    }

    [Fact]
    public void A_scenarios_own_finding_breaks_it()
    {
        var joined = Court.Join([Good], [new Check("mine", "a", "b", CheckState.Broken, "It was b.")]);
        Assert.Equal((1, 1, "The shop broke its word: mine."), (joined.Exit, joined.FaultCount, joined.Sentence));
        Assert.Equal("mine: It was b.", Assert.Single(joined.Faults));
    }

    [Fact]
    public void A_second_sales_finding_breaks_it_and_says_which()
    {
        var joined = Court.Join([Good, Bad], []);
        Assert.Equal((1, "The shop broke its word: oversold, sale 2."), (joined.Exit, joined.Sentence));
    }

    [Fact]
    public void What_could_not_be_judged_is_no_verdict() =>
        Assert.Equal(2, Court.Join([Good], [new Check("mine", "a", "–", CheckState.NotJudged, "Too short.")]).Exit);
}
