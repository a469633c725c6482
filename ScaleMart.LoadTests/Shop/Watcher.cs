using System.Text.Json;

namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// Someone who watches one sale live, over however many connections: what they see of its stock now, and how late news came. Sees
/// what a page would: the hub's answer when it asks, and news after that.
/// </summary>
public sealed class Watcher(Uri shop, string saleId, string? token, Action<TimeSpan>? late = null) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private LiveConnection? _connection;
    private Seen _seen = new(default, -1);

    /// <summary>Connected at this moment.</summary>
    public bool IsOpen => _connection is { IsOpen: true };

    /// <summary>Units that are left, as this watcher was told last; -1 before the first word.</summary>
    public int Available
    {
        get { lock (_gate) return _seen.Available; }
    }

    /// <summary>Connects, asks how the sale stands and listens on.</summary>
    public async Task ComeAsync(CancellationToken cancel = default)
    {
        _connection = await LiveConnection.OpenAsync(shop, token, Hear, cancel);
        var sale = await _connection.WatchSaleAsync(saleId, cancel);
        Take(new Seen(sale.GetProperty("serverTime").GetDateTimeOffset(), sale.GetProperty("stock").GetProperty("available").GetInt32()));
    }

    /// <summary>Loses the connection without a farewell.</summary>
    public async Task DropAsync()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        connection.Drop();
        await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }

    private void Hear(string target, JsonElement news)
    {
        if (target != "stockChanged" || news.GetProperty("saleId").GetString() != saleId) return;
        var at = news.GetProperty("at").GetDateTimeOffset();
        late?.Invoke(TimeProvider.System.GetUtcNow() - at);
        Take(new Seen(at, news.GetProperty("available").GetInt32()));
    }

    // By the shop's clock: an answer and a piece of news may overtake each other on their way.
    private void Take(Seen seen)
    {
        lock (_gate) if (seen.At >= _seen.At) _seen = seen;
    }

    private readonly record struct Seen(DateTimeOffset At, int Available);
}
