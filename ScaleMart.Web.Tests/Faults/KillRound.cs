using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// A rush of 300 attempts while one of the shop's processes dies of <c>kill -9</c> and comes back. Shoppers are spread over the
/// processes and repeat what was not answered with the same key; the verdict is made from what they were told.
/// </summary>
internal sealed record KillRound(string Sale, int Stock, IReadOnlyList<ShopClient> Shoppers, IReadOnlyList<Attempt> Attempts, int Answered, int Unanswered)
{
    private const int Tries = 300;
    private const int Crowd = 150;
    private static readonly (int Stock, int Limit)[] Sales = [(25, 1), (200, 2)];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Rounds until so many kills have landed while requests were unanswered. All are judged at the end: later kills must not
    /// have touched what earlier rounds were told, and what a dead process had claimed for the ledger has come free by then.
    /// </summary>
    public static async Task RunAsync(IReadOnlyList<ShopProcess> shops, int kills, ITestOutputHelper output)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var rounds = new List<KillRound>();
        while (rounds.Count(r => r.Unanswered > 0) < kills)
        {
            Assert.True(rounds.Count < kills * 2, "The kills do not land while requests are unanswered.");
            // On 25 units alone, kills seldom fall among acceptances: an embedded Redis that answers before its file is written went unnoticed.
            var (stock, limit) = Sales[rounds.Count % Sales.Length];
            var round = await KillAsync(shops, rounds.Count, stock, limit, killAfter: random.Next(Math.Min(stock, Tries / 2)));
            output.WriteLine($"round {rounds.Count}: killed after {round.Answered} answers, {round.Unanswered} unanswered, {round.Attempts.Count(a => a.Accepted)} accepted in the end");
            rounds.Add(round);
        }

        foreach (var round in rounds) await round.JudgeAsync(shops);
    }

    private static async Task<KillRound> KillAsync(IReadOnlyList<ShopProcess> shops, int number, int stock, int limit, int killAfter)
    {
        var victim = shops[number % shops.Count];
        var sale = await SaleMaker.MakeAsync(victim.Admin, stock, limit);
        var shoppers = Enumerable.Range(0, Crowd).Select(n => shops[n % shops.Count].Shopper($"r{number}-s{n}")).ToArray();
        var crowd = new AllAtOnce(shoppers, sale);
        var answered = -1;
        var attempts = await crowd.PressAsync(Tries, done =>
        {
            if (done > killAfter && Interlocked.CompareExchange(ref answered, done, -1) == -1) victim.Kill();
        });
        await victim.RestartAsync();
        return new KillRound(sale, stock, shoppers, await crowd.SettleAsync(attempts, Patience), answered, attempts.Count(a => a.CutOff));
    }

    private async Task JudgeAsync(IReadOnlyList<ShopProcess> shops)
    {
        var evidence = await Evidence.GatherAsync(Shoppers, shops[0].Admin, Sale, Attempts, Patience);
        var faults = Verdict.Faults(Attempts, evidence);
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{evidence.Audit}\nThe shop printed:\n{string.Join("\n\n", shops.Select(s => s.Output))}");
        Assert.Equal(Stock, evidence.Orders.Count(o => o is { Live: true, Recorded: true }));
    }
}
