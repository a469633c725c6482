namespace ScaleMart.Web.Tests.Faults;

/// <summary>A server's clock that is off by so much. What it measures runs right; only what time it is, is wrong.</summary>
internal sealed class WrongClock(TimeSpan off) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + off;
}
