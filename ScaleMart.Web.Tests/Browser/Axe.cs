using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>
/// axe-core in the page itself. Its Playwright package opens another page for each result and has every node that passes described:
/// 2.8 s a page, for the same findings.
/// </summary>
internal static class Axe
{
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.any.map(c => c.message).join(' ')}`))
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is serious or critical on the page as it is drawn now, a line for each element.</summary>
    public static async Task<string[]> SeriousAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
