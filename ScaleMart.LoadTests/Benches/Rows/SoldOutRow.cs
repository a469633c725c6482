using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>Answers to a crowd that comes when all is gone.</summary>
public sealed class SoldOutRow : IBenchRow
{
    private const int Stock = 10;

    public string Name => "sold-out";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var shop = await bench.MainAsync();
        var sale = await shop.SaleAsync(Stock, Stock);
        var early = await shop.Web.Anyone.As("early", shop.Web.Mint.Mint("early")).BuyAsync(sale, Stock);
        if (early.Status != 202) throw new InvalidOperationException($"The sale could not be sold out: {early}");
        var phases = new Phases(shop, bench.Options.Slice);
        var turns = await bench.TakeTurnsAsync(
            Name, ("no-op, 64", phases.Noop(64)), ("sold out, 64", phases.Late(sale, 64)), ("no-op, 256", phases.Noop(256)), ("sold out, 256", phases.Late(sale, 256)));
        return
        [
            turns.Compare("answers once sold out ÷ no-op, 64 connections", "sold out, 64", "no-op, 64", "answers/s", "requests/s", new Goal(0.90)),
            turns.Compare("answers once sold out ÷ no-op, 256 connections", "sold out, 256", "no-op, 256", "answers/s", "requests/s"),
        ];
    }
}
