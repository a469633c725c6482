using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>rush</c>: the crowd is there before the sale opens, some press too early, and at the moment of the opening all press at once;
/// others keep coming. Who is told to wait tries again, politely or not.
/// </summary>
public class Opening(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "rush", "Everyone at the opening: the crowd presses early, all at once when the sale opens, and goes on coming.",
        o => o with { Shoppers = 2000, Stock = 500, Limit = 1, Rate = 200, Burst = 2000, WarmUp = 3, For = 15, Rude = 10, Connections = 0 },
        stage => new Opening(stage));

    private readonly ConcurrentQueue<string> _early = new();
    private DateTimeOffset _opens = DateTimeOffset.MinValue;

    protected SaleLog Sale { get; private set; } = null!;

    public override async Task PrepareAsync()
    {
        if (Stage.Options.Sale is { } there)
        {
            Sale = Stage.Take(there);
            await AssembleAsync();
            return;
        }

        (Sale, _) = await Stage.OpenSaleAsync(opensIn: TimeSpan.FromHours(1));
        await AssembleAsync();
        // A few milliseconds pass before the run starts: the doors are just open when the crowd presses.
        var admin = Stage.Crowd.Admin;
        var ahead = await Stage.AheadAsync(Sale.SaleId);
        var opens = TimeProvider.System.GetUtcNow() + ahead + TimeSpan.FromSeconds(Stage.Options.WarmUp);
        var open = Stage.Options.WarmUp > 0
            ? await admin.PutAsync($"/api/admin/sales/{Sale.SaleId}", new { opensAt = opens })
            : await admin.PostAsync($"/api/admin/sales/{Sale.SaleId}/open");
        if (open.Status != 200) throw new InvalidOperationException($"The sale could not be opened: {open}");
        _opens = open.Body.GetProperty("opensAt").GetDateTimeOffset();
    }

    public override async Task PlayAsync(Play play)
    {
        var shopper = Stage.Shopper(play.Number);
        var answer = await Stage.BuyAsync(play, Sale, shopper, 1, $"rush-{play.Number}");
        if (answer.Status == 202 && answer.Body.GetProperty("acceptedAt").GetDateTimeOffset() is var at && at < _opens) _early.Enqueue($"{shopper.Id} got an order at {at:O}.");
    }

    public override Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders) => Task.FromResult<IReadOnlyList<Check>>(
        Stage.Options.Sale is not null ? [] : [Kept("nobody before the opening", $"no order accepted before {_opens:HH:mm:ss.fff} UTC", _early, "none")]);

    /// <summary>The sale is made and not open yet: who is to be there before it opens comes now.</summary>
    protected virtual Task AssembleAsync() => Task.CompletedTask;
}
