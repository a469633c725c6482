using Microsoft.AspNetCore.SignalR;
using ScaleMart.Web.Operations.Figures;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// Tells those at this process who watch the dashboard of every new tick, <c>dashboardTick</c>. Each process tells its own, by their
/// connections: so they hear of a Redis that is away, too.
/// </summary>
internal sealed class DashboardTeller(Audience audience, Dashboard dashboard, IHubContext<LiveHub> hub, LiveMeters meters, TimeProvider time, ILogger<DashboardTeller> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200), Between = TimeSpan.FromMilliseconds(800);
    private DateTimeOffset _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TellAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        if (audience.OfDashboard is not { Count: > 0 } watching) return;
        try
        {
            var tick = await dashboard.NowAsync(cancel);
            // A tick of the process's own making has a new time at every look; and a clock may go back.
            if ((tick.At - _told).Duration() < Between) return;
            _told = tick.At;
            meters.Sent("dashboardTick");
            _ = SendAsync(watching, tick);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.Failed(nameof(DashboardTeller), fault); // A defect in what is only a hint must not stop a shop that sells.
        }
    }

    // Not waited for: one browser that reads slowly must not keep the others from hearing.
    private async Task SendAsync(IReadOnlyList<string> watching, DashboardTick tick)
    {
        try
        {
            // One by one: SignalR sends what is for several connections through Redis, though all of them are here.
            await Task.WhenAll(watching.Select(id => hub.Clients.Client(id).SendAsync("dashboardTick", tick)));
        }
        catch (Exception fault) // Whatever a transport throws: it was a hint, and the next one comes soon.
        {
            log.NotSent("dashboardTick", fault.Message);
        }
    }
}
