namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// What may be spent: so much a second, no more than a tenth of a second's worth saved up. It is open while something is left;
/// what was spent beyond that is paid back before it opens again. Not for two threads.
/// </summary>
internal sealed class Bucket(TimeProvider time, double perSecond)
{
    private const double Saved = 0.1;
    private double _perSecond = perSecond, _left = perSecond * Saved;
    private long _at = time.GetTimestamp();

    public bool IsOpen => Left() > 0;

    /// <summary>Until it is open.</summary>
    public TimeSpan Wait => Left() is var left and <= 0 ? TimeSpan.FromSeconds(-left / _perSecond) : TimeSpan.Zero;

    public void Spend(int amount) => _left = Left() - amount;

    /// <summary>From now on so much a second.</summary>
    public void Fill(double perSecond)
    {
        Left();
        _perSecond = perSecond;
    }

    private double Left()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(_perSecond * Saved, _left + (time.GetElapsedTime(_at, now).TotalSeconds * _perSecond));
        _at = now;
        return _left;
    }
}
