using Microsoft.Extensions.Options;
using ScaleMart.Web.Operations.Instances;

namespace ScaleMart.Web.Live;

/// <summary>Who is connected to this process and what they watch; and whether anyone who has signed in is connected to another.</summary>
internal sealed class Audience(IOptions<LiveOptions> options) : IAudience
{
    /// <summary>What admins watch; no sale has such an id.</summary>
    public const string Dashboard = "@dashboard";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Listener> _listeners = [];
    private readonly Dictionary<string, int> _users = [];
    private readonly Dictionary<string, Shards> _watched = [];
    private volatile int _signedIn;
    private volatile bool _elsewhere;
    private long _revision;

    public int Connections
    {
        get { lock (_gate) return _listeners.Count; }
    }

    public int Watches
    {
        get { lock (_gate) return _watched.Values.Sum(w => w.Count); }
    }

    /// <summary>How many watch each sale here.</summary>
    public IReadOnlyDictionary<string, int> Watched
    {
        get { lock (_gate) return _watched.Where(w => w.Key != Dashboard).ToDictionary(w => w.Key, w => w.Value.Count); }
    }

    /// <summary>Those at this process who watch the dashboard, by their connections.</summary>
    public IReadOnlyList<string> OfDashboard
    {
        get { lock (_gate) return _watched.ContainsKey(Dashboard) ? [.. _listeners.Where(l => l.Value.ShardOf(Dashboard) is not null).Select(l => l.Key)] : []; }
    }

    /// <summary>Moves with every change.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>Someone who has signed in is connected here or elsewhere.</summary>
    public bool HasUsers => _signedIn > 0 || _elsewhere;

    /// <summary>This user may be connected somewhere; false for certain when nobody with a sign-in is.</summary>
    public bool MayHear(string userId)
    {
        if (_elsewhere) return true;
        if (_signedIn == 0) return false;
        lock (_gate) return _users.ContainsKey(userId);
    }

    public void HeardOfOthers(bool someHaveSignedIn) => _elsewhere = someHaveSignedIn;

    public void Enter(string connectionId, string? userId)
    {
        lock (_gate)
        {
            _listeners[connectionId] = new Listener(userId);
            if (userId is not null) Add(_users, userId, 1);
            Turn();
        }
    }

    public void Leave(string connectionId)
    {
        lock (_gate)
        {
            if (!_listeners.Remove(connectionId, out var listener)) return;
            if (listener.UserId is { } user) Add(_users, user, -1);
            foreach (var watched in listener.Watches) Leave(watched);
            Turn();
        }
    }

    /// <summary>The number of the shard that this connection belongs to; null when it watches as many sales as it may, or is gone.</summary>
    public int? Watch(string connectionId, string subject)
    {
        lock (_gate)
        {
            if (!_listeners.TryGetValue(connectionId, out var listener)) return null;
            if (listener.ShardOf(subject) is { } already) return already;
            if (listener.Watches.Count >= options.Value.SalesPerConnection) return null;
            if (!_watched.TryGetValue(subject, out var shards)) _watched[subject] = shards = new Shards(options.Value.ShardSize);
            var shard = shards.Join();
            listener.Watches.Add(new Shard(subject, shard));
            Turn();
            return shard;
        }
    }

    /// <summary>The number of the shard that this connection belonged to, if it did.</summary>
    public int? Unwatch(string connectionId, string subject)
    {
        lock (_gate)
        {
            if (!_listeners.TryGetValue(connectionId, out var listener) || listener.ShardOf(subject) is not { } shard) return null;
            listener.Watches.Remove(new Shard(subject, shard));
            Leave(new Shard(subject, shard));
            Turn();
            return shard;
        }
    }

    /// <summary>This process's part of the crowd.</summary>
    public AudienceReport Report()
    {
        lock (_gate)
        {
            return new AudienceReport(_listeners.Count, _users.Count, _watched.ToDictionary(w => w.Key, w => w.Value.Count),
                _watched.Where(w => w.Value.Sizes.Count > 1).ToDictionary(w => w.Key, w => w.Value.Sizes.ToArray()));
        }
    }

    private void Leave(Shard watched)
    {
        var shards = _watched[watched.SaleId];
        shards.Leave(watched.Number);
        if (shards.Count == 0) _watched.Remove(watched.SaleId);
    }

    private void Turn()
    {
        _signedIn = _users.Count;
        Interlocked.Increment(ref _revision);
    }

    private static void Add(Dictionary<string, int> counts, string key, int by)
    {
        var sum = counts.GetValueOrDefault(key) + by;
        if (sum > 0) counts[key] = sum;
        else counts.Remove(key);
    }

    // Most watch one sale: a list is smaller than a set, and ten thousand of them are kept.
    private sealed class Listener(string? userId)
    {
        public string? UserId => userId;

        public List<Shard> Watches { get; } = new(1);

        public int? ShardOf(string subject) => Watches.FindIndex(w => w.SaleId == subject) is var at and >= 0 ? Watches[at].Number : null;
    }
}
