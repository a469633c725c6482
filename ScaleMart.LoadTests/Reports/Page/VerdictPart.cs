using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Reports.Page;

/// <summary>The verdict in a sentence, each check with what was expected and seen, and the faults.</summary>
internal static class VerdictPart
{
    private const int FaultsShown = 50;

    public static Html Of(Judgement verdict, Html run) => Html.Of($"""
        <section class="verdict {Look(verdict.State)}">
        <p class="tag">{Mark(verdict.State)}{Word(verdict.State)}</p>
        <h1>{verdict.Sentence}</h1>
        <p class="quiet">{run}</p>
        </section>
        {Faults(verdict)}
        <section class="card">
        <h2>Checks</h2>
        <ul class="checks">{verdict.Checks.OrderByDescending(c => Weight(c.State)).Select(Check)}</ul>
        </section>

        """);

    public static string Word(CheckState state) => state switch
    {
        CheckState.Kept => "Kept",
        CheckState.Broken => "Broken",
        CheckState.NotJudged => "Not judged",
        _ => "Not applicable",
    };

    private static Html Check(Check check) => Html.Of($"""
        <li class="{Look(check.State)}">{Mark(check.State)}<div><h3>{check.Name} <span class="tag">{Word(check.State)}</span></h3>
        <dl><dt>Expected</dt><dd>{check.Expected}</dd><dt>Seen</dt><dd>{check.Seen}</dd></dl>{(check.Why.Length == 0 ? Html.None : Html.Of($"""<p class="why">{check.Why}</p>"""))}</div></li>

        """);

    private static Html Faults(Judgement verdict) => verdict.FaultCount == 0 ? Html.None : Html.Of($"""
        <section class="card faults">
        <h2>{Words.Of(verdict.FaultCount, "fault")}</h2>
        <ul>{verdict.Faults.Take(FaultsShown).Select(f => Html.Of($"<li>{f}</li>"))}</ul>
        {(verdict.FaultCount > FaultsShown ? Html.Of($"""<p class="quiet">The first {FaultsShown}; <code>report.json</code> has up to {Judgement.MostFaults}.</p>""") : Html.None)}
        </section>
        """);

    private static int Weight(CheckState state) => state switch { CheckState.Broken => 3, CheckState.NotJudged => 2, CheckState.Kept => 1, _ => 0 };

    private static string Look(CheckState state) => state switch
    {
        CheckState.Kept => "kept",
        CheckState.Broken => "broken",
        CheckState.NotJudged => "blind",
        _ => "idle",
    };

    // A form of its own for each, so that colour is not all that tells them apart.
    private static Html Mark(CheckState state) => new($"""<svg class="mark" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="9"/><path d="{state switch
    {
        CheckState.Kept => "M6 10.5l3 3 5.5-6.5",
        CheckState.Broken => "M6.5 6.5l7 7m0-7l-7 7",
        CheckState.NotJudged => "M7.5 8a2.5 2.5 0 1 1 2.5 2.5v1.2m0 2.3v.3",
        _ => "M6.5 10h7",
    }}"/></svg>""");
}
