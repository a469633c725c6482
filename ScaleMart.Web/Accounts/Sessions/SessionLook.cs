using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts.Tokens;

namespace ScaleMart.Web.Accounts.Sessions;

/// <summary>
/// Holds a cookie against the account that it is of: every five minutes, and in the back office at every request. Who was locked is out,
/// and who has another role or name has it from then on. A live connection ends when its token would have ended, and is opened again by
/// a cookie that was looked at. While the accounts cannot be read, everyone is believed as they are, and no request waits long for it.
/// </summary>
internal sealed class SessionLook(AccountDesk accounts, IOptions<AccountsOptions> options, TimeProvider time, ILogger<SessionLook> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromSeconds(5);
    private long _silentUntil;

    public async Task LookAsync(CookieValidatePrincipalContext context)
    {
        var (session, path, now) = (context.Properties, context.Request.Path, time.GetUtcNow());
        var isHub = path.StartsWithSegments("/hubs");
        var isDue = now - SessionTimes.LookedAt(session) >= Every;
        if ((isDue || path.StartsWithSegments("/admin")) && await AskAsync(Caller.Id(context.Principal!)) is (true, var account))
        {
            if (account is not null && IsOver(account, SessionTimes.BegunAt(session)))
            {
                context.RejectPrincipal();
                await AccountCookie.SignOutAsync(context.HttpContext);
                return;
            }

            var isNews = account is not null && !AccountCookie.Tells(context.Principal!, account);
            if (isNews) context.ReplacePrincipal(AccountCookie.PrincipalOf(account!));
            if (isDue || isNews) SessionTimes.Look(session, now);
            // Never where the ticket is cut short below: it would be kept so.
            context.ShouldRenew = (isDue || isNews) && !isHub;
        }

        if (isHub) EndWithToken(context, now);
    }

    private static bool IsOver(Account account, DateTimeOffset begunAt) => account.IsLocked || account.SignedOutAt >= begunAt;

    // Counted from the last look, not from now: then whoever is locked after it is gone within a token's life.
    private static void EndWithToken(CookieValidatePrincipalContext context, DateTimeOffset now)
    {
        var end = SessionTimes.LookedAt(context.Properties) + AccessTokens.Lifetime;
        if (end <= now) end = now + Every; // The accounts are silent; it is tried again with the next connection.
        if (context.Properties.ExpiresUtc is not { } expires || expires > end) context.Properties.ExpiresUtc = end;
    }

    private async Task<(bool Answered, Account? Account)> AskAsync(string userId)
    {
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref _silentUntil)) return default;
        try
        {
            return (true, await accounts.FindAsync(userId, CancellationToken.None).WaitAsync(TimeSpan.FromMilliseconds(options.Value.LookMilliseconds), time));
        }
        catch (TimeoutException fault)
        {
            Interlocked.Exchange(ref _silentUntil, (time.GetUtcNow() + Pause).UtcTicks);
            log.NotLooked(Pause.TotalSeconds, fault.Message);
            return default;
        }
    }
}
