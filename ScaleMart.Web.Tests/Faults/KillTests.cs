using ScaleMart.LoadTests;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// The rush of 300 attempts on 25 units while the shop dies of <c>kill -9</c> and comes back over the same files, thirty times
/// over; every other time on 200 units, so that kills fall among acceptances too (without it, an embedded
/// Redis that answers before its file is written went unnoticed). Shoppers repeat what was not answered with the same key; the
/// verdict is made from what they were told.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 30;
    private const int Attempts = 300;
    private const int Shoppers = 150;
    private static readonly (int Stock, int Limit)[] Sales = [(25, 1), (200, 2)];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Thirty_kills_under_load_lose_nothing_and_sell_nothing_twice()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var data = new TemporaryFolder();
        await using var shop = new ShopProcess(data.Path);
        await shop.StartAsync();

        var rounds = new List<Round>();
        while (rounds.Count(r => r.Unanswered > 0) < Kills)
        {
            Assert.True(rounds.Count < Kills * 2, "The kills do not land while requests are unanswered.");
            var (stock, limit) = Sales[rounds.Count % Sales.Length];
            var round = await KillAsync(shop, rounds.Count, stock, limit, killAfter: random.Next(Math.Min(stock, Attempts / 2)));
            output.WriteLine($"round {rounds.Count}: killed after {round.Answered} answers, {round.Unanswered} unanswered, {round.Attempts.Count(a => a.Accepted)} accepted in the end");
            rounds.Add(round);
            await JudgeAsync(shop, round);
        }

        // Later kills must not have touched what earlier rounds were told.
        foreach (var round in rounds) await JudgeAsync(shop, round);
    }

    private static async Task<Round> KillAsync(ShopProcess shop, int number, int stock, int limit, int killAfter)
    {
        var sale = await SaleMaker.MakeAsync(shop.Admin, stock, limit);
        var shoppers = Enumerable.Range(0, Shoppers).Select(n => shop.Shopper($"r{number}-s{n}")).ToArray();
        var rush = new Rush(shoppers, sale);
        var answered = -1;
        var engine = new Engine(Attempts)
        {
            OnDone = done =>
            {
                if (done <= killAfter || Interlocked.CompareExchange(ref answered, done, -1) != -1) return;
                shop.Kill();
            },
        };
        var run = await engine.RunAsync(Attempts, rush.AttemptAsync);
        await shop.RestartAsync();
        return new Round(sale, stock, shoppers, await rush.SettleAsync(run.Attempts, Patience), answered, run.Attempts.Count(a => a.CutOff));
    }

    private static async Task JudgeAsync(ShopProcess shop, Round round)
    {
        var evidence = await Evidence.GatherAsync(round.Shoppers, shop.Admin, round.Sale, round.Attempts, Patience);
        var faults = Verdict.Faults(round.Attempts, evidence);
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{evidence.Audit}\nThe shop printed:\n{shop.Output}");
        Assert.Equal(round.Stock, evidence.Orders.Count(o => o is { Live: true, Recorded: true }));
    }

    private sealed record Round(string Sale, int Stock, IReadOnlyList<ShopClient> Shoppers, IReadOnlyList<Attempt> Attempts, int Answered, int Unanswered);
}
