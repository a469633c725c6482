using System.Collections.Concurrent;

namespace ScaleMart.Web.Orders.Draining;

/// <summary>Wakes the drain for sales that have just queued something, so that it need not look all the time. A lost wake costs a second.</summary>
public sealed class DrainSignal : IDisposable
{
    private readonly ConcurrentDictionary<string, byte> _sales = new();
    private readonly SemaphoreSlim _any = new(0, 1);

    public void Wake(string saleId)
    {
        if (!_sales.TryAdd(saleId, 0)) return;
        lock (_any)
        {
            if (_any.CurrentCount == 0) _any.Release();
        }
    }

    /// <summary>The sales that were named since the last look, at once when there are any; none after <paramref name="longest"/>.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(TimeSpan longest, CancellationToken cancel)
    {
        await _any.WaitAsync(longest, cancel);
        return [.. _sales.Keys.Where(sale => _sales.TryRemove(sale, out _))];
    }

    public void Dispose() => _any.Dispose();
}
