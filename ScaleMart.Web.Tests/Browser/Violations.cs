using Microsoft.Playwright;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>What the browser refused to run or to load because the page's policy forbids it.</summary>
internal static class Violations
{
    // Runs before the page's own first line, so that nothing is missed.
    private const string Listen =
        "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));";

    public static Task ListenAsync(IPage page) => page.AddInitScriptAsync(Listen);

    public static async Task<string[]> OnAsync(IPage page) => await page.EvaluateAsync<string[]>("violations");
}
