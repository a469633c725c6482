namespace ScaleMart.Web.Orders.Letters;

/// <summary>Which dead letters are looked for: all that is given must fit, and what is null fits everything.</summary>
/// <param name="Text">A part of the order's id or of the reason, in capitals or not.</param>
/// <param name="SaleId">The sale.</param>
/// <param name="UserId">Whose order it is, exactly; a letter whose record nobody can read is nobody's.</param>
/// <param name="Reason">The whole reason, exactly.</param>
/// <param name="Until">Only those that had failed by then.</param>
public sealed record DeadLetterQuery(string? Text = null, string? SaleId = null, string? UserId = null, string? Reason = null, DateTimeOffset? Until = null)
{
    /// <summary>Nothing is given: every dead letter fits.</summary>
    public bool IsOpen => this == new DeadLetterQuery();
}

/// <summary>One page of what was found, newest first.</summary>
/// <param name="Letters">At most as many as were asked for.</param>
/// <param name="Found">How many fit in all.</param>
/// <param name="Older">Where the next page begins; null on the last.</param>
/// <param name="Sales">How many dead letters each sale has, whether they fit or not; those with none are left out.</param>
/// <param name="IsCut">There are more than <see cref="DeadLetterSearch.Most"/>, and only so many of them were looked at.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Letters, int Found, string? Older, IReadOnlyDictionary<string, long> Sales, bool IsCut);
