using System.Text.Json;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Judging;

/// <summary>
/// Reads every shopper's orders as that shopper, one list each, so many at once, and by id what a 202 named and the list lacks.
/// Waits first until the shop says that nothing is queued; reads again only those whose orders are not all there and recorded, or
/// all when the sale moved meanwhile. What it sees when its time is up is the evidence.
/// </summary>
internal sealed class EvidenceReader(IReadOnlyList<ShopClient> callers, ShopClient admin, string saleId, IReadOnlyList<Attempt> attempts)
{
    // Somebody may have come over many connections.
    private readonly List<ShopClient> _shoppers = [.. callers.DistinctBy(c => c.Id)];
    private const int AtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly ILookup<string, string> _told = attempts.Where(a => a.Accepted).Select(a => (a.Shopper, a.OrderId)).Distinct().ToLookup(t => t.Shopper, t => t.OrderId);

    /// <summary>Called with how many shoppers have been read, once for each; from several threads.</summary>
    public Action<int>? OnRead { get; init; }

    public async Task<Evidence> ReadAsync(TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        bool Late() => TimeProvider.System.GetElapsedTime(start) > patience;
        var audit = await AuditAsync();
        while (audit is not { Quiet: true } && !Late())
        {
            await Task.Delay(Pause);
            audit = await AuditAsync();
        }

        var read = new (IReadOnlyList<SeenOrder> Orders, string? Why)[_shoppers.Count];
        var due = Enumerable.Range(0, _shoppers.Count).ToList();
        var count = 0;
        while (true)
        {
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
            {
                read[n] = await OrdersOfAsync(_shoppers[n]);
                // Whoever is read again has been counted.
                if (Interlocked.Increment(ref count) is var so && so <= _shoppers.Count) OnRead?.Invoke(so);
            });
            var (before, sale) = (audit, await SaleAsync());
            audit = await AuditAsync();
            due = [.. Enumerable.Range(0, _shoppers.Count).Where(n => read[n].Why is not null || !IsWhole(_shoppers[n].Id, read[n].Orders))];
            var evidence = new Evidence(sale.Total, sale.Limit, [.. read.SelectMany(r => r.Orders)], audit)
            {
                Available = sale.Available,
                Unread = Enumerable.Range(0, _shoppers.Count).Where(n => read[n].Why is not null).ToDictionary(n => _shoppers[n].Id, n => read[n].Why!),
            };
            var still = audit is { Quiet: true } && audit.Sequence == before?.Sequence && audit.Available == sale.Available;
            if ((still && due.Count == 0) || Late()) return evidence;
            if (audit?.Sequence != before?.Sequence) due = [.. Enumerable.Range(0, _shoppers.Count)];
            await Task.Delay(Pause);
        }
    }

    private bool IsWhole(string shopper, IReadOnlyList<SeenOrder> orders) =>
        orders.All(o => o.Recorded) && !_told[shopper].Except(orders.Select(o => o.Id)).Any();

    private async Task<(IReadOnlyList<SeenOrder> Orders, string? Why)> OrdersOfAsync(ShopClient shopper)
    {
        var (list, why) = await AskAsync(shopper.OrdersAsync);
        if (list is null) return ([], why);
        var seen = list.Body.EnumerateArray().Where(o => o.GetProperty("saleId").GetString() == saleId).Select(o => Read(o, shopper.Id)).ToList();
        foreach (var id in _told[shopper.Id].Except(seen.Select(o => o.Id)).ToList())
        {
            var (order, fault) = await AskAsync(() => shopper.OrderAsync(id), orNone: true);
            if (fault is not null) return (seen, fault);
            if (order is not null) seen.Add(Read(order.Body, shopper.Id));
        }

        return (seen, null);
    }

    private async Task<ShopAudit?> AuditAsync() =>
        (await AskAsync(() => admin.AuditAsync(saleId))).Answer?.Body.Deserialize<ShopAudit>(JsonSerializerOptions.Web);

    private async Task<(int Total, int Available, int Limit)> SaleAsync()
    {
        var sale = await admin.SaleAsync(saleId);
        if (sale.Status != 200) throw new InvalidOperationException($"The sale {saleId} cannot be read: {sale}");
        var stock = sale.Body.GetProperty("stock");
        return (stock.GetProperty("total").GetInt32(), stock.GetProperty("available").GetInt32(), sale.Number("perCustomerLimit"));
    }

    /// <summary>The answer when it is 200, else why there is none; a 404 is none without a reason when it may be.</summary>
    private static async Task<(Answer? Answer, string? Why)> AskAsync(Func<Task<Answer>> ask, bool orNone = false)
    {
        try
        {
            var answer = await ask();
            return answer.Status == 200 ? (answer, null) : (null, orNone && answer.Status == 404 ? null : $"the shop answered {answer}");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return (null, fault.Message);
        }
    }

    private static SeenOrder Read(JsonElement order, string shopper) => new(
        order.GetProperty("id").GetString()!, shopper, order.GetProperty("status").GetString()!, order.GetProperty("quantity").GetInt32(), order.GetProperty("recorded").GetBoolean());
}
