using Microsoft.AspNetCore.SignalR;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Live;

/// <summary>Tells owners of their changed orders, one after the other, on whichever process they are connected to.</summary>
internal sealed class OrderTeller(OrderNews news, OrderDesk desk, IHubContext<LiveHub> hub, LiveMeters meters, TimeProvider time, ILogger<OrderTeller> log) : BackgroundService
{
    // A ledger that did not answer in good time is not asked again for so long: the others' news would wait for it.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5), Slow = TimeSpan.FromMilliseconds(200);
    private long? _slowAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var piece in news.Reader.ReadAllAsync(stoppingToken)) await TellAsync(piece);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TellAsync(OrderNews.Piece piece)
    {
        try
        {
            var view = piece.Recorded is { } recorded ? new OrderView(piece.Order, recorded) : await ViewAsync(piece.Order);
            await hub.Clients.Group(LiveHub.GroupOfUser(piece.Order.UserId)).SendAsync("orderChanged", OrderJson.Of(view)).WaitAsync(Slow, time);
            meters.Sent("orderChanged");
        }
        catch (Exception fault) // Whatever a store or a transport throws: it was a hint, and the next order's owner waits.
        {
            log.NotSent("orderChanged", fault.Message);
        }
    }

    private async Task<OrderView> ViewAsync(OrderRecord order)
    {
        if (_slowAt is { } at && time.GetElapsedTime(at) < Quiet) return new OrderView(order, Recorded: false);
        var asked = time.GetTimestamp();
        var view = await desk.ViewAsync(order);
        _slowAt = time.GetElapsedTime(asked) > Slow ? time.GetTimestamp() : null;
        return view;
    }
}
