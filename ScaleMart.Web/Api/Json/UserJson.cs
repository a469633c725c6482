using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;

namespace ScaleMart.Web.Api.Json;

/// <summary>An account as admins see it; <paramref name="LockedAt"/> is null for those who may sign in.</summary>
internal sealed record UserJson(string Id, string Email, string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? LockedAt)
{
    public static UserJson Of(Account account) => new(account.Id, account.Email, account.Name, account.Role, account.CreatedAt, account.LockedAt);
}

/// <summary>The same with the number of sign-ins by the API that can still be renewed.</summary>
internal sealed record UserCardJson(string Id, string Email, string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? LockedAt, int RefreshFamilies)
{
    public static UserCardJson Of(UserCard card) =>
        new(card.Account.Id, card.Account.Email, card.Account.Name, card.Account.Role, card.Account.CreatedAt, card.Account.LockedAt, card.RefreshFamilies);
}

/// <summary>A part of a long list; <paramref name="Next"/> is what to go on after.</summary>
internal sealed record UsersJson(IReadOnlyList<UserJson> Users, string? Next);
