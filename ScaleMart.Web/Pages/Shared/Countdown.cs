namespace ScaleMart.Web.Pages.Shared;

/// <summary>A clock that runs down to a moment, drawn as it stood at <paramref name="Now"/>, the server's time; the label is read out with it.</summary>
public sealed record Countdown(DateTimeOffset At, DateTimeOffset Now, string Label)
{
    public TimeSpan Left => At > Now ? At - Now + TimeSpan.FromMilliseconds(999) : TimeSpan.Zero;

    /// <summary>The clock's page is told when so much is left; null when not at all.</summary>
    public int? WarnSeconds { get; init; }
    /// <summary>Which of a sale's times it runs down to, as the contract names it; null when it is no sale's.</summary>
    public string? Term { get; init; }
    public bool HasDays => Left.Days > 0;
    public bool HasHours => Left.TotalHours >= 1;
}
