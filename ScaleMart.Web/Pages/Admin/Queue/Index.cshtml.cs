using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Operations.Figures;
using ScaleMart.Web.Orders.Letters;
using ScaleMart.Web.Pages.Admin.Live;
using ScaleMart.Web.Sales;
using StackExchange.Redis;

namespace ScaleMart.Web.Pages.Admin.Queue;

/// <summary>What waits for the ledger, who has it in hand, what failed, and what was given up.</summary>
public sealed class IndexModel(QueueLook look, Dashboard dashboard, DeadLetterSearch letters, SaleCatalogue catalogue) : PageModel
{
    private const int NewestLetters = 10;

    public QueueGlance Glance { get; private set; } = null!;

    /// <summary>The newest dead letters; null when they could not be read.</summary>
    public DeadLetterPage? Dead { get; private set; }

    public SaleNames Names { get; private set; } = null!;

    /// <summary>The queue's last fifteen minutes; none when they could not be read.</summary>
    public IReadOnlyList<BoardMinute> Minutes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(await look.NowAsync(cancel), cancel);
        Minutes = await MinutesAsync(cancel);
    }

    /// <summary>The table behind the chart alone.</summary>
    public async Task<IActionResult> OnGetMinutesAsync(CancellationToken cancel) => Partial("_Minutes", await MinutesAsync(cancel));

    /// <summary>The figures alone, as they were a second ago at most.</summary>
    public async Task<IActionResult> OnGetFiguresAsync(CancellationToken cancel) => Partial("_Figures", await look.SharedAsync(cancel));

    /// <summary>The tables alone, likewise.</summary>
    public async Task<IActionResult> OnGetNowAsync(CancellationToken cancel)
    {
        await ReadAsync(await look.SharedAsync(cancel), cancel);
        return Partial("_Tables", this);
    }

    private async Task ReadAsync(QueueGlance glance, CancellationToken cancel)
    {
        Glance = glance;
        Names = new SaleNames(await catalogue.ListAsync(cancel));
        if (glance is { IsStale: false, Report.DeadLetters: > 0 }) Dead = await DeadAsync(cancel);
    }

    private async Task<IReadOnlyList<BoardMinute>> MinutesAsync(CancellationToken cancel) => BoardMinute.Of(await dashboard.FindHistoryAsync(null, cancel));

    private async Task<DeadLetterPage?> DeadAsync(CancellationToken cancel)
    {
        try
        {
            return await letters.FindAsync(new DeadLetterQuery(), null, NewestLetters, cancel);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return null; // Redis went away between the two looks: the next one says so.
        }
    }
}
