using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;

namespace ScaleMart.Web.Pages.Account;

/// <summary>What the shop knows about the caller: all of it.</summary>
public sealed class IndexModel(AccountDesk desk, TimeProvider time) : PageModel
{
    /// <summary>Null for someone whom this store does not know, though their sign-in is good.</summary>
    public Accounts.Account? Known { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancel) => Known = await desk.FindAsync(Caller.Id(User), cancel);
}
