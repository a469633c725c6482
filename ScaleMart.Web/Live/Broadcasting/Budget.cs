using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// What may be spent on messages, over all sales, one to each watcher being one. A sale whose watchers are one shard costs little
/// and need not wait behind the crowd of another, as long as such sales take no more than a quarter. Terms change seldom and
/// concern everybody: they have twice as much, for themselves, and so does a sale that opens or sells out.
/// </summary>
internal sealed class Budget(TimeProvider time, IOptions<LiveOptions> options)
{
    // A page to which nothing was said for longer than the repetition takes itself to be cut off: so everybody is told once in less.
    private const double InTime = 0.8;
    private readonly Bucket _all = new(time, options.Value.MessagesPerSecond);
    private readonly Bucket _small = new(time, options.Value.MessagesPerSecond / 4.0);
    private readonly Bucket _terms = new(time, options.Value.MessagesPerSecond * 2.0);
    private double _perSecond = options.Value.MessagesPerSecond;

    /// <summary>Until there is something for everybody again.</summary>
    public TimeSpan Wait => _all.Wait;

    public bool HasForTerms => _terms.IsOpen;

    /// <summary>There is what the settings say, or for a crowd beyond that what it takes to tell everyone in time.</summary>
    public void Fit(int watchers)
    {
        _perSecond = Math.Max(options.Value.MessagesPerSecond, watchers / (options.Value.RepeatSeconds * InTime));
        _all.Fill(_perSecond);
        _small.Fill(_perSecond / 4);
        _terms.Fill(_perSecond * 2);
    }

    /// <summary>The time between two messages to the same watcher when one sale with so many watchers moves all the time.</summary>
    public TimeSpan Round(int watchers) => TimeSpan.FromSeconds(watchers / _perSecond);

    /// <summary>Whether these may be told now; then it is spent.</summary>
    public bool Takes(Listeners listeners)
    {
        var small = listeners.OfSale <= options.Value.ShardSize && _small.IsOpen;
        if (!small && !_all.IsOpen) return false;
        if (small) _small.Spend(listeners.Here);
        Spend(listeners);
        return true;
    }

    /// <summary>The same for a change that everybody waits for: paid from what terms have, and like all else when that is spent.</summary>
    public bool TakesForAll(Listeners listeners)
    {
        if (!HasForTerms) return Takes(listeners);
        SpendOnTerms(listeners);
        return true;
    }

    /// <summary>They are told in any case, and others wait for it.</summary>
    public void Spend(Listeners listeners) => _all.Spend(listeners.Here);

    public void SpendOnTerms(Listeners listeners) => _terms.Spend(listeners.Here);
}
