namespace ScaleMart.Web.Stock;

/// <summary>True once a second at most, for whoever asks first.</summary>
internal sealed class Once
{
    private static readonly long Second = TimeProvider.System.TimestampFrequency;
    private long _next = long.MinValue;

    public bool IsDue
    {
        get
        {
            var (now, next) = (TimeProvider.System.GetTimestamp(), Interlocked.Read(ref _next));
            return now >= next && Interlocked.CompareExchange(ref _next, now + Second, next) == next;
        }
    }
}
