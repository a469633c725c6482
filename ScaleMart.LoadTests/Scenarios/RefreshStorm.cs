using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// <c>refresh-storm</c>: people reload the home page and the sale's page while others watch live, and a few buy, so that there is
/// something to see. Pages come over HTTP as a browser without a sign-in asks for them.
/// </summary>
public sealed class RefreshStorm(Stage stage) : Scenario(stage)
{
    public static Card Card { get; } = new(
        "refresh-storm", "Everyone reloads the home page and the sale's page while live connections are open and a few buy.",
        o => o with { Shoppers = 500, Stock = 200, Limit = 2, Rate = 100, WarmUp = 3, For = 20, Connections = 200 },
        stage => new RefreshStorm(stage));

    private const int BuyersOf = 5;
    private readonly ConcurrentQueue<string> _pages = new();
    private SaleLog _sale = null!;
    private string _page = "";

    public override async Task PrepareAsync()
    {
        (_sale, var made) = await Stage.OpenSaleAsync();
        _page = $"/sales/{made.Word("slug")}";
        await Stage.OpenGalleryAsync(_sale.SaleId);
    }

    public override async Task PlayAsync(Play play)
    {
        var door = Stage.Door(play.Number);
        await ViewAsync(play, door, "home page", "/");
        await ViewAsync(play, door, "sale page", _page);
        if (play.Number % BuyersOf == 0) await Stage.BuyAsync(play, _sale, Stage.Shopper(play.Number / BuyersOf), 1, $"storm-{play.Number}");
    }

    public override async Task<IReadOnlyList<Check>> JudgeAsync(IReadOnlyList<SeenOrder> orders) =>
    [
        Kept("every page came", "200, whole", _pages, "every time"),
        .. await Onlookers.JudgeAsync(Stage, _sale),
    ];

    private async Task ViewAsync(Play play, ShopClient door, string step, string path)
    {
        var answer = await play.StepAsync(step, () => door.GetAsync(path));
        if (answer.Status != 200 || !answer.Text.Contains("</html>", StringComparison.Ordinal)) _pages.Enqueue($"{path} was answered {answer.Outcome}.");
    }
}
