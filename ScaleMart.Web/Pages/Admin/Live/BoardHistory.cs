using ScaleMart.Web.Operations.Figures;
using StackExchange.Redis;

namespace ScaleMart.Web.Pages.Admin.Live;

/// <summary>The last fifteen minutes for pages that are drawn without them, too.</summary>
internal static class BoardHistory
{
    /// <summary>Null while Redis does not answer: the page says so, and its charts and tables stay empty.</summary>
    public static async Task<DashboardHistory?> FindHistoryAsync(this Dashboard dashboard, string? saleId, CancellationToken cancel)
    {
        try
        {
            return await dashboard.HistoryAsync(saleId, cancel);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return null;
        }
    }
}
