using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Account;

/// <summary>Says who is there, then leads back to where they came from: a path of this shop, never another's.</summary>
[EnableRateLimiting(Limits.SignIn)]
public sealed class SignInModel(AccountDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Email { get; private set; } = "";
    public Notice? Notice { get; private set; }

    /// <summary>Where to after signing in.</summary>
    public string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public IActionResult OnGet() => Caller.IsSignedIn(User) && ReturnUrl is null ? RedirectToPage("/Account/Index") : Page();

    public async Task<IActionResult> OnPostAsync(string? email, string? password, CancellationToken cancel)
    {
        Email = email ?? "";
        var result = await desk.SignInAsync(Email, password ?? "", cancel);
        if (result is { Outcome: SignInOutcome.Done, Account: { } account })
        {
            await AccountCookie.SignInAsync(HttpContext, account);
            return LocalRedirect(Next);
        }

        (var status, Notice) = result.Outcome switch
        {
            SignInOutcome.Busy => (503, new Notice("A crowd at the door", "Many people are signing in at once. Try again in a few seconds.", "wait")),
            SignInOutcome.Locked => (403, new Notice("This account is locked", "The password is right, but the shop has locked the account. Ask the shop why; your orders are kept.")),
            _ => (401, new Notice("That did not match", "No account has this e-mail with this password. Look at both once more.")),
        };
        if (status == 503) Response.Headers.RetryAfter = "2";
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
