using System.Collections.Concurrent;

namespace ScaleMart.Web.Stock.Reservations;

/// <summary>The flags of every sale that this process has heard of.</summary>
public sealed class SoldOutFlags
{
    private readonly ConcurrentDictionary<string, SoldOutFlag> _flags = new();

    public SoldOutFlag Of(string saleId) => _flags.GetOrAdd(saleId, static _ => new SoldOutFlag());

    public IEnumerable<KeyValuePair<string, SoldOutFlag>> Up => _flags.Where(f => f.Value.IsUp);

    public void ClearAll()
    {
        foreach (var flag in _flags.Values) flag.Clear();
    }
}

/// <summary>
/// Remembers that a sale has nothing left, as of a sequence, and speaks only to shoppers who have bought nothing in it: one
/// whose answer was lost must reach the script and get the order again. It is a shortcut, never the truth.
/// </summary>
public sealed class SoldOutFlag
{
    private readonly Lock _gate = new();
    private long _version;
    private bool _up;
    private ConcurrentDictionary<string, byte>? _buyers;

    public bool IsUp
    {
        get { lock (_gate) return _up; }
    }

    /// <summary>The sequence at which the buyers were read; 0 when they were not.</summary>
    public long BuyersVersion { get; private set; }

    /// <summary>True: nothing is left, and this shopper holds nothing that a repeated request could be about.</summary>
    public bool Answers(string userId)
    {
        lock (_gate) return _up && _buyers is { } buyers && !buyers.ContainsKey(userId);
    }

    /// <summary>What an answer said of the stock. One that is older than what is known changes nothing.</summary>
    public void Heard(int available, long version)
    {
        lock (_gate)
        {
            if (version < _version) return;
            _version = version;
            if (available > 0) Lower();
            else _up = true;
        }
    }

    /// <summary>A probe's answer: who has bought, or null when nothing changed since; a sale that is not open silences the flag.</summary>
    public void Probed(int available, long version, bool isOpen, IEnumerable<string>? buyers)
    {
        lock (_gate)
        {
            if (version < _version) return;
            _version = version;
            if (available > 0 || !isOpen)
            {
                Lower();
                return;
            }

            if (buyers is null) return;
            _buyers = new ConcurrentDictionary<string, byte>(buyers.Select(b => KeyValuePair.Create(b, (byte)0)));
            BuyersVersion = version;
        }
    }

    public void Bought(string userId)
    {
        lock (_gate) _buyers?.TryAdd(userId, 0);
    }

    public void Clear()
    {
        lock (_gate) Lower();
    }

    private void Lower() => (_up, _buyers, BuyersVersion) = (false, null, 0);
}
