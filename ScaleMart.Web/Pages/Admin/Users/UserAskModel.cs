using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>An act on an account that asks once and wants a reason. Viewers are not asked.</summary>
public abstract class UserAskModel(UserDesk desk) : PageModel
{
    public Ask Ask { get; private set; } = null!;

    protected UserDesk Desk => desk;

    /// <summary>The word by which the account's page knows what was done.</summary>
    protected abstract string Act { get; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (!Caller.IsAdmin(User)) return Forbid();
        if (!IsAsked) return BadRequest();
        return await AskAsync(id, 200, ask => ask with { Reason = "" }, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string id, string? reason, CancellationToken cancel)
    {
        if (!IsAsked) return BadRequest();
        reason = reason?.Trim() ?? "";
        if (!Reason.IsGiven(reason))
            return await AskAsync(id, 400, ask => ask with { Reason = reason, ReasonFault = $"Say why: the reason {Reason.Rule}. It is kept in the audit trail." }, cancel);
        var result = await ActAsync(id, reason, Caller.Acting(HttpContext));
        if (result.Outcome == UserOutcome.Done) return RedirectToPage("/Admin/Users/Show", new { id, done = Act });
        if (result.Outcome == UserOutcome.NotFound) return NotFound();
        var verdict = Verdict.Of(result.Outcome);
        return await AskAsync(id, verdict.Status, ask => ask with { Reason = reason, Notice = verdict.Notice }, cancel);
    }

    /// <summary>The address says all that there is to know.</summary>
    protected virtual bool IsAsked => true;

    protected abstract Ask AskOf(Accounts.Account account, string back);

    protected abstract Task<UserResult> ActAsync(string id, string reason, Actor who);

    private async Task<IActionResult> AskAsync(string id, int status, Func<Ask, Ask> fill, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { Account: var account }) return NotFound();
        Ask = fill(AskOf(account, $"/admin/users/{account.Id}"));
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
