using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>What the pages that ask before an act share.</summary>
public abstract class ActPage : PageModel
{
    public Ask Ask { get; private set; } = null!;

    protected bool MayAct => Caller.IsAdmin(User);

    protected static string PathOf(string id) => $"/admin/queue/dead/{Uri.EscapeDataString(id)}";

    protected PageResult Asking(Ask ask, int status = 200, Notice? notice = null)
    {
        Ask = ask with { Notice = notice ?? ask.Notice };
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    protected RedirectToPageResult Leave(string done) => RedirectToPage("/Admin/Queue/Dead/Index", new { done });
}
