using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>One account: what it may, how many sign-ins it has, and where to change that.</summary>
public sealed class ShowModel(UserDesk desk, TimeProvider time) : PageModel
{
    public UserCard Card { get; private set; } = null!;
    public Notice? Notice { get; private set; }
    public DateTimeOffset Now => time.GetUtcNow();
    public bool IsSelf => Caller.Id(User) == Card.Account.Id;

    /// <summary>Viewers only look, and nobody decides about themselves.</summary>
    public bool MayChange => Caller.IsAdmin(User) && !IsSelf;

    public async Task<IActionResult> OnGetAsync(string id, string? done, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } card) return NotFound();
        Card = card;
        Notice = Verdict.Done(done, card.Account);
        return Page();
    }
}
