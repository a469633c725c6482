using System.ComponentModel.DataAnnotations;

namespace ScaleMart.Web.Accounts;

/// <summary>Section <c>Accounts</c>: what guarding passwords may cost.</summary>
public sealed class AccountsOptions
{
    /// <summary>BCrypt's cost: each step up doubles the time of one hash (11: about a tenth of a second).</summary>
    [Range(4, 16)]
    public int WorkFactor { get; set; } = 11;

    /// <summary>How many sign-ins and registrations may wait for a hash; whoever comes then is told to try again.</summary>
    [Range(1, 10_000)]
    public int WaitingLine { get; set; } = 100;

    /// <summary>Milliseconds that a page waits at most for a look at its visitor's account, which is due every five minutes and in the back office always; then they are believed as they are.</summary>
    [Range(50, 30_000)]
    public int LookMilliseconds { get; set; } = 500;
}
