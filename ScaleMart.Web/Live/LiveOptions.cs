using System.ComponentModel.DataAnnotations;

namespace ScaleMart.Web.Live;

/// <summary>Section <c>Live</c>: how often browsers are told, and how much one may ask for.</summary>
public sealed class LiveOptions
{
    /// <summary>Sales that one connection may watch.</summary>
    [Range(1, 10_000)]
    public int SalesPerConnection { get; set; } = 100;

    /// <summary>
    /// News of stock that all processes together send to watchers in a second, one to each watcher counted as one: each costs the
    /// processor, and who buys shall have the rest. The more watch what moves, the further apart are two messages to each: watchers ÷
    /// this many seconds, and never less than 200 ms. With the default that is 1 s at 1,000 watchers and 10 s at 10,000.
    /// </summary>
    [Range(10, 1_000_000)]
    public int MessagesPerSecond { get; set; } = 1_000;

    /// <summary>Watchers of a sale, at one process, who are told in the same moment; a sale with more tells one part after the other.</summary>
    [Range(1, 10_000)]
    public int ShardSize { get; set; } = 100;

    /// <summary>Seconds after which a sale is told again though nothing moved: whatever got lost is put right by then. A watcher waits no longer for news either, however many there are.</summary>
    [Range(1, 3_600)]
    public int RepeatSeconds { get; set; } = 15;

    /// <summary>Milliseconds that the one who broadcasts may be silent before another process takes over.</summary>
    [Range(500, 60_000)]
    public int LeaseMilliseconds { get; set; } = 2_000;
}
