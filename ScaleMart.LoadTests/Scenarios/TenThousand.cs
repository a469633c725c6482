using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>ten-thousand</c>: a rush among shoppers who all watch the sale live. Beside the rush itself it measures how late news of the
/// stock reaches them: from the moment at which the shop read the stock, by its clock, until a watcher has it.
/// </summary>
public sealed class TenThousand(Stage stage) : Opening(stage)
{
    public static new Card Card { get; } = new(
        "ten-thousand", "Ten thousand shoppers are connected live, and then a rush breaks out among them.",
        o => o with { Shoppers = 10_000, Stock = 2000, Limit = 1, Rate = 200, Burst = 2000, WarmUp = 3, For = 20, Rude = 10, Connections = 10_000 },
        stage => new TenThousand(stage));

    private const string Push = "stock push";
    private TimeSpan _ahead;

    protected override async Task AssembleAsync()
    {
        _ahead = await Stage.AheadAsync(Sale.SaleId);
        await Stage.OpenGalleryAsync(Sale.SaleId, late => Stage.Meter.NoteNews(Push, late + _ahead));
    }

    public override async Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders) =>
        [.. await base.JudgeAsync(orders), .. await Onlookers.JudgeAsync(Stage, Sale)];

    public override IEnumerable<string> Remarks() =>
        ["a stock push counts from the moment at which the shop read the stock, by its clock, to its arrival here"];
}
