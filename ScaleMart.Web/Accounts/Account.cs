using System.Text.Json.Serialization;

namespace ScaleMart.Web.Accounts;

/// <summary>
/// Someone who has registered. <paramref name="Email"/> is trimmed and lower case; <paramref name="Role"/> is one of <see cref="Roles"/>.
/// <paramref name="LockedAt"/>: since when they may not sign in, null for those who may. <paramref name="SignedOutAt"/>: when all their
/// sign-ins were last ended; older ones do not count, also after an unlock.
/// </summary>
public sealed record Account(
    string Id, string Email, string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? LockedAt = null, DateTimeOffset? SignedOutAt = null)
{
    [JsonIgnore]
    public bool IsLocked => LockedAt is not null;

    /// <summary>An admin who may sign in: the shop always has one.</summary>
    [JsonIgnore]
    public bool IsInOffice => Role == Roles.Admin && !IsLocked;
}
