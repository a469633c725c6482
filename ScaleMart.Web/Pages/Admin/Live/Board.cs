using ScaleMart.Web.Operations.Figures;

namespace ScaleMart.Web.Pages.Admin.Live;

/// <summary>What the dashboard is drawn from: the shop now, its last fifteen minutes if they could be read, and the one sale that is looked at.</summary>
public sealed record Board(DashboardTick Now, DashboardHistory? History, DashboardSale? Sale)
{
    private const int Minute = 60;

    public double Accepted => Sale?.Accepted ?? Now.Accepted;
    public double Refused => Sale?.Refused ?? Now.Refused;
    public (double? P50, double? P95, double? P99) Answer => Sale is { } sale ? (sale.P50Ms, sale.P95Ms, sale.P99Ms) : (Now.P50Ms, Now.P95Ms, Now.P99Ms);
    public int Watching => Sale?.Watchers ?? Now.Connections;

    /// <summary>The most that was accepted in one second.</summary>
    public double? Peak => History?.Accepted.Max();

    /// <summary>The sale that is sold out first at the present rate.</summary>
    public DashboardSale? Soonest => Sale ?? Now.Sales.Where(s => s.SoldOutInSeconds is not null).MinBy(s => s.SoldOutInSeconds);

    public bool? Balanced => Sale is null ? Now.Light.Balanced : Sale.Balanced;

    /// <summary>The light in words: what adds up to what, or why it is not so.</summary>
    public string Balance => (Balanced, Sale) switch
    {
        (true, { } sale) => FormattableString.Invariant($"Balanced: {sale.Total:N0} = {sale.Available:N0} + {sale.Held:N0} + {sale.Sold:N0}"),
        (true, null) => Now.Sales.Count == 1 ? "Balanced" : "Every sale is balanced",
        (false, _) => $"Not balanced: {Sale?.BalanceReason ?? Now.Light.Reason}",
        _ => $"Not judged: {(Sale is null ? Now.Light.Reason : Sale.BalanceReason) ?? "nobody has looked yet"}",
    };

    public DateTimeOffset? BalancedAt => Sale is null ? Now.Light.At : Sale.BalancedAt;

    /// <summary>Attempts refused in the last minute, by reason.</summary>
    public double RefusedLately(string word) => History?.Refusals.GetValueOrDefault(word)?.TakeLast(Minute).Sum() ?? 0;

    /// <summary>The last fifteen minutes a minute a row, newest first.</summary>
    public IReadOnlyList<BoardMinute> Minutes => BoardMinute.Of(History);
}
