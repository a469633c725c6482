using System.Text.Json;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Judging;

/// <summary>An order as its owner reads it back after the rush.</summary>
public sealed record SeenOrder(string Id, string Shopper, string Status, int Quantity, bool Recorded)
{
    /// <summary>It takes units of the stock.</summary>
    public bool Live => Status is "held" or "paying" or "confirmed";
}

/// <summary>The shop's own account of the sale: only ever cross-checked.</summary>
public sealed record ShopAudit(bool Settled, bool? Balanced, int Total, int Available, int Held, int Sold, int Queued, int InFlight, int DeadLetters, int Oversold, int Undersold);

/// <summary>All that a verdict is made from: what shoppers read back, each for themselves, and the audit beside it.</summary>
public sealed record Evidence(int Stock, int LimitPerCustomer, IReadOnlyList<SeenOrder> Orders, ShopAudit Audit)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Reads every shopper's orders as that shopper, by id where a 202 named one and by their list for those that nobody was
    /// told of; waits so long for the ledger to catch up and the audit to settle, and takes what it sees at the end.
    /// </summary>
    public static async Task<Evidence> GatherAsync(
        IReadOnlyList<ShopClient> shoppers, ShopClient admin, string saleId, IReadOnlyList<Attempt> attempts, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var sale = await admin.SaleAsync(saleId);
            var orders = await Task.WhenAll(shoppers.Select(s => OrdersOfAsync(s, saleId, attempts)));
            var audit = Read((await admin.AuditAsync(saleId)).Body);
            var evidence = new Evidence(sale.Body.GetProperty("stock").GetProperty("total").GetInt32(), sale.Number("perCustomerLimit"), [.. orders.SelectMany(o => o)], audit);
            var quiet = audit is { Settled: true, Queued: 0, InFlight: 0 } && evidence.Orders.All(o => o.Recorded);
            if (quiet || TimeProvider.System.GetElapsedTime(start) > patience) return evidence;
            await Task.Delay(Pause);
        }
    }

    private static async Task<List<SeenOrder>> OrdersOfAsync(ShopClient shopper, string saleId, IReadOnlyList<Attempt> attempts)
    {
        var seen = new Dictionary<string, SeenOrder>();
        foreach (var order in (await shopper.OrdersAsync()).Body.EnumerateArray().Where(o => o.GetProperty("saleId").GetString() == saleId))
            seen[order.GetProperty("id").GetString()!] = Read(order, shopper.Id);
        foreach (var id in attempts.Where(a => a.Accepted && a.Shopper == shopper.Id).Select(a => a.OrderId).Distinct())
        {
            if (await shopper.OrderAsync(id) is { Status: 200 } answer) seen[id] = Read(answer.Body, shopper.Id);
            else seen.Remove(id);
        }

        return [.. seen.Values];
    }

    private static SeenOrder Read(JsonElement order, string shopper) => new(
        order.GetProperty("id").GetString()!, shopper, order.GetProperty("status").GetString()!, order.GetProperty("quantity").GetInt32(), order.GetProperty("recorded").GetBoolean());

    private static ShopAudit Read(JsonElement audit) => audit.Deserialize<ShopAudit>(JsonSerializerOptions.Web)!;
}
