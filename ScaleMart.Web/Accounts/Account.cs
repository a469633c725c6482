namespace ScaleMart.Web.Accounts;

/// <summary>Someone who has registered. <paramref name="Email"/> is trimmed and lower case; <paramref name="Role"/> is one of <see cref="Roles"/>.</summary>
public sealed record Account(string Id, string Email, string Name, string Role, DateTimeOffset CreatedAt);
