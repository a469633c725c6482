namespace ScaleMart.Web.Operations.Figures;

/// <summary>What the dashboard shows: the newest tick, and the last fifteen minutes.</summary>
public sealed class Dashboard
{
    /// <summary>The shop now; never fails for want of Redis, but says so.</summary>
    public Task<DashboardTick> NowAsync(CancellationToken cancel = default) => throw new NotSupportedException("It comes with the next commit of this branch.");

    /// <summary>The last fifteen minutes, of the whole shop or of one sale by its id.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer.</exception>
    public Task<DashboardHistory> HistoryAsync(string? saleId = null, CancellationToken cancel = default) => throw new NotSupportedException("It comes with the next commit of this branch.");
}
