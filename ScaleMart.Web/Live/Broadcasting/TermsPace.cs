using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// When to say a sale's terms to a shard: as soon as they differ from what was said, and once more a little later. Redis knows of a change
/// first, and what only the catalogue keeps (the picture, the list price) is in other processes' copies some time after it.
/// </summary>
internal sealed class TermsPace(TimeProvider time)
{
    /// <summary>By then every copy of the catalogue has been read anew.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(2.5);

    private readonly Dictionary<Shard, Said> _said = [];

    /// <summary>Whether this is worth a message; then it counts as said.</summary>
    public bool Takes(Shard shard, ShelfSale shown)
    {
        var terms = Terms.Of(shown);
        if (!_said.TryGetValue(shard, out var said))
        {
            _said[shard] = new Said(terms, 0, Owed: false);
            return true;
        }

        // What was read before the last change is not passed on.
        if (terms.Version < said.Terms.Version) return false;
        if (terms.Version > said.Terms.Version) _said[shard] = new Said(terms, time.GetTimestamp(), Owed: true);
        else if (terms != said.Terms) _said[shard] = said with { Terms = terms };
        else if (said.Owed && time.GetElapsedTime(said.MovedAt) >= Settled) _said[shard] = said with { Owed = false };
        else return false;
        return true;
    }

    /// <summary>These terms changed so lately that the catalogue's copy here may be older than they are.</summary>
    public bool IsYoung(Shard shard) => _said.TryGetValue(shard, out var said) && said.Owed;

    /// <summary>What nobody watches any more is forgotten.</summary>
    public void Keep(IReadOnlyDictionary<Shard, Listeners> watched)
    {
        foreach (var gone in _said.Keys.Where(shard => !watched.ContainsKey(shard)).ToList()) _said.Remove(gone);
    }

    /// <summary>Someone else speaks now: what they said is not known here.</summary>
    public void Forget() => _said.Clear();

    private sealed record Said(Terms Terms, long MovedAt, bool Owed);

    private sealed record Terms(long Version, Sale Sale, decimal UnitPrice, int Limit, int HoldSeconds, DateTimeOffset OpensAt, DateTimeOffset ClosesAt)
    {
        public static Terms Of(ShelfSale shown) => new(
            shown.Stock.TermsVersion, shown.Sale, shown.Stock.UnitPrice, shown.Stock.PerCustomerLimit, shown.Stock.HoldSeconds, shown.Stock.OpensAt, shown.Stock.ClosesAt);
    }
}
