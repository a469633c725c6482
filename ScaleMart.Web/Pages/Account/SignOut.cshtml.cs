using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;

namespace ScaleMart.Web.Pages.Account;

/// <summary>Forgets the browser. Only a posted form does it, so that no link or picture can sign anyone out.</summary>
public sealed class SignOutModel : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Account/Index");

    public async Task<IActionResult> OnPostAsync()
    {
        await AccountCookie.SignOutAsync(HttpContext);
        return RedirectToPage("/Index");
    }
}
