namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// Renews the access tokens of those who signed in, shortly before they end, for as long as a run lasts. A token that cannot be
/// renewed is left to end, and then the run shows 401.
/// </summary>
public sealed class Renewal : IAsyncDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(3), Pause = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _work;

    public Renewal(ShopClient anyone, IReadOnlyList<Guest> guests) => _work = guests.Count == 0 ? Task.CompletedTask : Task.Run(() => WorkAsync(anyone, guests));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _work;
        _over.Dispose();
    }

    private async Task WorkAsync(ShopClient anyone, IReadOnlyList<Guest> guests)
    {
        try
        {
            while (true)
            {
                foreach (var guest in guests.Where(g => g.Pass.Left < Early))
                {
                    _over.Token.ThrowIfCancellationRequested();
                    try
                    {
                        await Reception.RenewAsync(anyone, guest.Pass);
                    }
                    catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
                    {
                        // The shop is away for a moment: three minutes are left for another try.
                    }
                }

                await Task.Delay(Pause, _over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
