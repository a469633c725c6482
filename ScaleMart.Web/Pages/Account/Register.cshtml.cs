using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Account;

/// <summary>Opens an account and signs its owner in.</summary>
[EnableRateLimiting(Limits.Registration)]
public sealed class RegisterModel(AccountDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Email { get; private set; } = "";
    public string Name { get; private set; } = "";
    public Notice? Notice { get; private set; }
    public IReadOnlyDictionary<string, string> Faults { get; private set; } = new Dictionary<string, string>();

    /// <summary>Where to after registering.</summary>
    public string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public IActionResult OnGet() => Caller.IsSignedIn(User) ? LocalRedirect(ReturnUrl is null ? "/account" : Next) : Page();

    public async Task<IActionResult> OnPostAsync(string? email, string? password, string? name, CancellationToken cancel)
    {
        (Email, Name) = (email ?? "", name ?? "");
        var result = await desk.RegisterAsync(Email, password ?? "", Name, cancel);
        if (result is { Outcome: RegisterOutcome.Done, Account: { } account })
        {
            await AccountCookie.SignInAsync(HttpContext, account);
            return LocalRedirect(Next);
        }

        return Refuse(result);
    }

    private PageResult Refuse(RegisterResult result)
    {
        var page = Page();
        (page.StatusCode, Faults) = result.Outcome switch
        {
            RegisterOutcome.EmailTaken => (409, new Dictionary<string, string> { ["email"] = "This e-mail has an account already. Sign in instead?" }),
            RegisterOutcome.Busy => (503, Faults),
            _ => (400, result.Faults ?? Faults),
        };
        if (result.Outcome == RegisterOutcome.Busy)
        {
            Notice = new("A crowd at the door", "Many people are registering at once. Nothing happened yet; try again in a few seconds.", "wait");
            Response.Headers.RetryAfter = "2";
        }

        return page;
    }
}
