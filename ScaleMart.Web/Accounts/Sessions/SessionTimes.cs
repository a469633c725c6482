using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace ScaleMart.Web.Accounts.Sessions;

/// <summary>What a cookie's ticket says of its session: when it began, and when its account was last looked at.</summary>
internal static class SessionTimes
{
    private const string Begun = "begun", Looked = "looked";

    public static void Begin(AuthenticationProperties session, DateTimeOffset now)
    {
        Write(session, Begun, now);
        Look(session, now);
    }

    public static void Look(AuthenticationProperties session, DateTimeOffset now) => Write(session, Looked, now);

    /// <summary>For a ticket from before this was kept, when it was last renewed.</summary>
    public static DateTimeOffset BegunAt(AuthenticationProperties session) => Read(session, Begun) ?? session.IssuedUtc ?? DateTimeOffset.MinValue;

    public static DateTimeOffset LookedAt(AuthenticationProperties session) => Read(session, Looked) ?? DateTimeOffset.MinValue;

    private static void Write(AuthenticationProperties session, string name, DateTimeOffset at) =>
        session.SetString(name, at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset? Read(AuthenticationProperties session, string name) =>
        long.TryParse(session.GetString(name), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
