namespace ScaleMart.Web.Admission;

/// <summary>How many requests that would order, pay or cancel this process has turned away for want of a token of their address.</summary>
public sealed class TurnedAway
{
    private long _orders;

    public long Orders => Interlocked.Read(ref _orders);

    public void NoteOrder() => Interlocked.Increment(ref _orders);
}
