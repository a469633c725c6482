namespace ScaleMart.Web.Tests.Live;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class HandClock : TimeProvider
{
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Move(TimeSpan by) => _now += by.Ticks;

    public void Move(int milliseconds) => Move(TimeSpan.FromMilliseconds(milliseconds));
}
