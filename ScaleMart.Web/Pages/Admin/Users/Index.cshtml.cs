using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>Everyone who has registered, newest first, narrowed down by the form above the list.</summary>
public sealed class IndexModel(UserDesk desk, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Locked { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<Accounts.Account> Accounts { get; private set; } = [];
    public Pager Pager { get; private set; } = null!;
    public DateTimeOffset Now => time.GetUtcNow();
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Query) || Role is not null || Locked;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // What is no role is not in the form either: it stands for any.
        if (!Roles.All.Contains(Role)) Role = null;
        if (string.IsNullOrEmpty(After)) After = null;
        var found = await desk.SearchAsync(new UserQuery(Query ?? "", Role, Locked, After), cancel);
        Accounts = found.Accounts;
        Pager = new Pager(Accounts.Count == 1 ? "1 account" : $"{Accounts.Count} accounts, newest first", found.Next is null ? null : UrlOf(found.Next), After is null ? null : UrlOf(null));
    }

    private string UrlOf(string? after) => Url.Page("/Admin/Users/Index", new { Query, Role, Locked = Locked ? "true" : null, After = after })!;
}
