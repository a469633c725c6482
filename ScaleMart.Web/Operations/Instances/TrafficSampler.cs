using ScaleMart.Web.Admission;
using ScaleMart.Web.Stock.Reservations;

namespace ScaleMart.Web.Operations.Instances;

/// <summary>What was tried at this process since the last look, sale by sale. For one caller, once a second.</summary>
public sealed class TrafficSampler(SaleTallies tallies, TurnedAway turnedAway, TimeProvider time)
{
    /// <summary>The reason of those whom the limit of their address kept from any sale.</summary>
    public const string AddressLimited = "address_limited";

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, SaleSampler> _sales = [];
    private readonly long _began = time.GetTimestamp();
    private TimeSpan _last;
    private long _limited;
    private TimeSpan? _limitedAt;

    /// <summary>What was refused before it was known for which sale, and the sales that were tried within the minute.</summary>
    public (IReadOnlyDictionary<string, double> Refusals, IReadOnlyList<SaleReport> Sales) Sample()
    {
        var now = time.GetElapsedTime(_began);
        var elapsed = now - _last;
        _last = now;
        return (Limited(now, elapsed), [.. tallies.All.Select(sale => Of(sale.Key, sale.Value).Sample(now, elapsed)).OfType<SaleReport>()]);
    }

    private SaleSampler Of(string saleId, SaleTally tally)
    {
        if (!_sales.TryGetValue(saleId, out var sampler)) _sales[saleId] = sampler = new SaleSampler(saleId, tally);
        return sampler;
    }

    private Dictionary<string, double> Limited(TimeSpan now, TimeSpan elapsed)
    {
        var limited = turnedAway.Orders - _limited;
        _limited += limited;
        if (limited > 0) _limitedAt = now;
        return _limitedAt is { } at && now - at <= Memory ? new() { [AddressLimited] = elapsed > TimeSpan.Zero ? Math.Round(limited / elapsed.TotalSeconds, 1) : 0 } : [];
    }
}
