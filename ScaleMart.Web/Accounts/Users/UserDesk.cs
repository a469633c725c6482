using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Accounts.Users;

/// <summary>Where admins look after those who have registered. There is always an admin who may sign in, and nobody decides about themselves.</summary>
public sealed class UserDesk(IUserBook users, IRefreshTokenBook refreshTokens, TrailDesk trail, TimeProvider time)
{
    private const int Attempts = 5, LongestText = 254;

    /// <summary>Newest first; the text is trimmed first. A text that no account could have finds nobody.</summary>
    public async Task<UserList> SearchAsync(UserQuery query, CancellationToken cancel = default)
    {
        var text = query.Text.Trim();
        if (text.Length > LongestText || text.Any(char.IsControl)) return new([], null);
        var found = await users.ListAsync(query with { Text = text, Count = query.Count + 1 }, cancel);
        return found.Count > query.Count ? new([.. found.Take(query.Count)], found[query.Count - 1].Id) : new(found, null);
    }

    public async Task<UserCard?> FindAsync(string id, CancellationToken cancel = default) => await users.FindAsync(id, cancel) is { Account: var account }
        ? new(account, await refreshTokens.CountAsync(id, time.GetUtcNow(), cancel))
        : null;

    /// <summary>Cookies have the new role within five minutes, in the back office at once; tokens with their next refresh.</summary>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    public Task<UserResult> ChangeRoleAsync(string id, string role, string reason, Actor who, CancellationToken cancel = default)
    {
        if (!Roles.All.Contains(role)) throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role.");
        return RecordAsync("user.role", id, reason, who, () => ChangeAsync(id, who, account => account with { Role = role }, cancel), cancel);
    }

    /// <summary>No more signing in, and what is signed in ends within the life of an access token.</summary>
    public Task<UserResult> LockAsync(string id, string reason, Actor who, CancellationToken cancel = default)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        return RecordAsync("user.lock", id, reason, who, async () =>
        {
            var result = await ChangeAsync(id, who, account => account.IsLocked ? account : account with { LockedAt = now, SignedOutAt = now }, cancel);
            // Crash point: they are locked, which the next refresh of each family finds out. So a repeated lock ends them, too.
            if (result.Outcome is UserOutcome.Done or UserOutcome.Already) await refreshTokens.RevokeAllAsync(id, cancel);
            return result;
        }, cancel);
    }

    /// <summary>They may sign in again; what was signed in before the lock stays ended.</summary>
    public Task<UserResult> UnlockAsync(string id, string reason, Actor who, CancellationToken cancel = default) =>
        RecordAsync("user.unlock", id, reason, who, () => ChangeAsync(id, who, account => account with { LockedAt = null }, cancel), cancel);

    private async Task<UserResult> RecordAsync(string act, string id, string reason, Actor who, Func<Task<UserResult>> does, CancellationToken cancel)
    {
        // Of nobody there is nothing to write down, and an address may hold anything.
        if (await users.FindAsync(id, cancel) is not { Account: var before }) return new(UserOutcome.NotFound);
        return await trail.RunAsync(who, act, $"user:{id}", reason, Standing.Of(before), does,
            result => TrailEnd.Of(result.Outcome, result.Account is { } after ? Standing.Of(after) : null));
    }

    private async Task<UserResult> ChangeAsync(string id, Actor who, Func<Account, Account> change, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await users.FindAsync(id, cancel) is not { Account: var before }) return new(UserOutcome.NotFound);
            if (id == who.Id) return new(UserOutcome.Yourself, before);
            // A token outlives its owner's office by minutes: who was sent away must not send others away meanwhile.
            if (await users.FindAsync(who.Id, cancel) is { Account.IsInOffice: false }) return new(UserOutcome.NotAdmin, before);
            var after = change(before);
            if (after == before) return new(UserOutcome.Already, before);
            switch (await users.ChangeAsync(before, after, cancel))
            {
                case UserChange.Done: return new(UserOutcome.Done, after);
                case UserChange.LastAdmin: return new(UserOutcome.LastAdmin, before);
            }
        }

        return new(UserOutcome.Busy);
    }

    /// <summary>What the trail keeps of an account: what an act can change, and whose it is.</summary>
    private sealed record Standing(string Email, string Role, DateTimeOffset? LockedAt)
    {
        public static Standing Of(Account account) => new(account.Email, account.Role, account.LockedAt);
    }
}
