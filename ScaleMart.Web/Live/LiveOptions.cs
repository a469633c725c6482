using System.ComponentModel.DataAnnotations;

namespace ScaleMart.Web.Live;

/// <summary>Section <c>Live</c>: how often browsers are told, and how much one may ask for.</summary>
public sealed class LiveOptions
{
    /// <summary>Sales that one connection may watch.</summary>
    [Range(1, 10_000)]
    public int SalesPerConnection { get; set; } = 100;

    /// <summary>
    /// What one watcher costs: two messages about a sale are this many microseconds apart for each who watches it, and never
    /// less than 200 ms. At 10,000 watchers the default is one a second.
    /// </summary>
    [Range(0, 10_000)]
    public int MicrosecondsPerWatcher { get; set; } = 100;

    /// <summary>Seconds after which a sale is told again though nothing moved: whatever got lost is put right by then.</summary>
    [Range(1, 3_600)]
    public int RepeatSeconds { get; set; } = 15;

    /// <summary>Milliseconds that the one who broadcasts may be silent before another process takes over.</summary>
    [Range(500, 60_000)]
    public int LeaseMilliseconds { get; set; } = 2_000;
}
