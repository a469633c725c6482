namespace ScaleMart.Web.Storage;

/// <summary>
/// Until when a write may still be begun, by a clock that nobody sets: setting the time of day does not move it, and a process that
/// was stopped meanwhile finds it over.
/// </summary>
public sealed class Deadline(TimeProvider time, TimeSpan length)
{
    private readonly long _start = time.GetTimestamp();

    public static Deadline Never { get; } = new(TimeProvider.System, TimeSpan.MaxValue);

    public bool IsOver => Left == TimeSpan.Zero;

    public TimeSpan Left => length - time.GetElapsedTime(_start) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>To be asked right before each write.</summary>
    /// <exception cref="StoreUnavailableException">It is over: nothing more is begun.</exception>
    public void Keep()
    {
        if (IsOver) throw new StoreUnavailableException("The time for this write was over before it began.");
    }
}
