namespace ScaleMart.LoadTests.Shop;

/// <summary>What someone shows the shop: an access token, and, where it came from a sign-in, what buys the next one. Changes hands between threads.</summary>
public sealed class Pass(string token, string? refreshToken = null, TimeSpan? life = null)
{
    private readonly Lock _gate = new();
    private string _token = token;
    private string? _refreshToken = refreshToken;
    private long _ends = Ends(life);

    public string Token
    {
        get { lock (_gate) return _token; }
    }

    /// <summary>Null for a minted token, which cannot be renewed and need not be.</summary>
    public string? RefreshToken
    {
        get { lock (_gate) return _refreshToken; }
    }

    /// <summary>Until the access token ends.</summary>
    public TimeSpan Left
    {
        get { lock (_gate) return _ends == long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(_ends - Environment.TickCount64); }
    }

    public void Renew(string next, string nextRefreshToken, TimeSpan nextLife)
    {
        lock (_gate) (_token, _refreshToken, _ends) = (next, nextRefreshToken, Ends(nextLife));
    }

    private static long Ends(TimeSpan? life) => life is { } left ? Environment.TickCount64 + (long)left.TotalMilliseconds : long.MaxValue;
}
