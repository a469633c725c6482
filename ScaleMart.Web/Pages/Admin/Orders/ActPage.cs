using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Orders;

/// <summary>
/// What acts on one order share: looked at, they ask once and say what will happen; posted to, they do it with its reason and lead back.
/// Where the order does not allow it any more, they say how it stands instead.
/// </summary>
public abstract class ActPage(OrderDesk desk) : PageModel
{
    /// <summary>Null where there is nothing to ask.</summary>
    public Ask? Ask { get; private set; }
    public Notice? Notice { get; private set; }
    public string Back { get; private set; } = "";

    protected abstract OrderStatus Needed { get; }

    /// <summary>What cannot be done in another state: "cancelled".</summary>
    public abstract string Deed { get; }

    protected abstract Ask Question(OrderRecord order);

    /// <summary>Where one came from; an order is never lost sight of.</summary>
    protected virtual string BackTo(OrderRecord order) => $"/admin/orders/{order.Id}";

    /// <summary>Where one is led when it is done, or under way.</summary>
    protected abstract string Next(OrderRecord order);

    protected abstract Task<CheckoutResult> ActAsync(string id, string reason);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        // A viewer may look at everything; this is no look.
        if (!Caller.IsAdmin(User)) return Forbid();
        if (await desk.FindAsync(id, cancel) is not { } view) return NotFound();
        return view.Order.Status == Needed ? Draw(view.Order, "", null, null, 200) : Draw(view.Order, null, null, Stands(view.Order), 409);
    }

    public async Task<IActionResult> OnPostAsync(string id, string? reason, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } view) return NotFound();
        if (!Reason.IsGiven(reason)) return Draw(view.Order, reason ?? "", $"Say why: the reason {Reason.Rule}.", null, 400);
        // Not given up when the browser hangs up: it is done whole or not at all.
        var result = await ActAsync(id, reason!.Trim());
        return result.Outcome switch
        {
            CheckoutOutcome.Done or CheckoutOutcome.Pending => LocalRedirect(Next(view.Order)),
            CheckoutOutcome.NotFound => NotFound(),
            CheckoutOutcome.Unavailable => Draw(view.Order, reason, null, new("The counter is not answering", "Whether it heard is not known. Try again in a moment: it is done once, however often it is asked for.", "wait"), 503),
            _ => Draw(result.Order?.Order ?? view.Order, null, null, Stands(result.Order?.Order ?? view.Order), 409),
        };
    }

    private PageResult Draw(OrderRecord order, string? reason, string? fault, Notice? notice, int status)
    {
        Back = BackTo(order);
        if (reason is null) Notice = notice;
        else Ask = Question(order) with { Reason = reason, ReasonFault = fault, Notice = notice };
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    private Notice Stands(OrderRecord order) =>
        new($"The order is {Word(order.Status)}", $"Only what is {Word(Needed)} can be {Deed}. Nothing was changed.");

    private static string Word(OrderStatus status) => OrderWords.Tag(status).Words.ToLowerInvariant();
}
