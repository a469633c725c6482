using Microsoft.AspNetCore.SignalR;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Json;
using StackExchange.Redis;

namespace ScaleMart.Web.Live;

/// <summary>The hub of the contract, <c>/hubs/live</c>. Whoever has signed in hears of their own orders without asking.</summary>
internal sealed class LiveHub(Audience audience, SaleCatalogue catalogue, Shelf shelf) : Hub
{
    /// <summary>A shard's watchers as a group. The first is named by its sale alone: most sales have no other.</summary>
    public static string GroupOf(Shard shard) => shard.Number == 0 ? $"watch:{shard.SaleId}" : $"watch:{shard.SaleId}:{shard.Number}";

    /// <summary>
    /// A user's connections as a group: sending to a user has SignalR look at every connection of the process, sending to a
    /// group only at those in it.
    /// </summary>
    public static string GroupOfUser(string userId) => $"user:{userId}";

    public override async Task OnConnectedAsync()
    {
        var user = IsSignedIn ? Caller.Id(Context.User!) : null;
        audience.Enter(Context.ConnectionId, user);
        if (user is not null) await Groups.AddToGroupAsync(Context.ConnectionId, GroupOfUser(user));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        audience.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The sale as it is now; from here on the connection hears of its changes.</summary>
    public async Task<SaleJson> WatchSale(string saleId)
    {
        var sale = await FindAsync(saleId) ?? throw new HubException("There is no such sale.");
        var shard = Watch(sale.Id, "This connection watches as many sales as it may. Unwatch one first.");
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Shard(sale.Id, shard)));
        // Read after joining: what changes from now on is told. What was known last is not how it is now.
        return await shelf.FindAsync(sale.Id) is { Stock.IsStale: false } shown ? SaleJson.Of(shown) : throw Silent();
    }

    public async Task UnwatchSale(string saleId)
    {
        if (await FindAsync(saleId) is not { } sale) return;
        if (audience.Unwatch(Context.ConnectionId, sale.Id) is { } shard) await Groups.RemoveFromGroupAsync(Context.ConnectionId, GroupOf(new Shard(sale.Id, shard)));
    }

    /// <summary>For admins and viewers: <c>dashboardTick</c> once a second.</summary>
    public void WatchDashboard()
    {
        if (!IsSignedIn || !(Context.User!.IsInRole(Roles.Admin) || Context.User.IsInRole(Roles.Viewer)))
            throw new HubException("Only those who run the shop may watch its dashboard.");
        Watch(Audience.Dashboard, "This connection watches as much as it may.");
    }

    private bool IsSignedIn => Context.User is { } user && Caller.IsSignedIn(user);

    private int Watch(string subject, string tooMany) => audience.Watch(Context.ConnectionId, subject) ?? throw new HubException(tooMany);

    private async Task<Sale?> FindAsync(string? saleId)
    {
        if (saleId is not { Length: > 0 and <= 128 }) return null;
        try
        {
            return await catalogue.FindAsync(saleId);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            throw Silent();
        }
    }

    private static HubException Silent() => new("The shop cannot answer just now. Try again shortly.");
}
