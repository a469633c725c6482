using System.Globalization;
using System.Text.Json;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Processes;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>Sign-ins at each cost of BCrypt, as many at once as there are cores, and one alone.</summary>
public sealed class SignInRow : IBenchRow
{
    private static readonly int[] Costs = [4, 6, 8, 9, 10, 11, 12, 13, 14], Few = [4, 10, 11, 12];

    public string Name => "sign-in";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        List<Finding> found = [];
        foreach (var cost in bench.Options.Quick ? Few : Costs) found.Add(await MeasureAsync(bench, cost));
        return found;
    }

    private async Task<Finding> MeasureAsync(Bench bench, int cost)
    {
        var lanes = Environment.ProcessorCount;
        await using var shop = await ShopProcess.StartedAsync(new Dictionary<string, string>(ShopProcess.RoomForACrowd) { ["Accounts:WorkFactor"] = cost.ToString(CultureInfo.InvariantCulture) });
        var who = new { email = "bench@load.example", password = "a good long password" };
        var made = await shop.Anyone.PostAsync("/api/auth/register", new { who.email, who.password, name = "Bench" });
        if (made.Status != 201) throw new InvalidOperationException($"Nobody could register: {made}");
        var requests = Requests.Post(shop.Address, "/api/auth/login", JsonSerializer.Serialize(who));
        List<double> rates = [], alone = [];
        List<Cores> cores = [];
        for (var round = 0; round <= bench.Options.Rounds; round++)
        {
            var clock = new CpuClock([shop.Running], []);
            clock.Start();
            var crowd = Signed(await new LeanDriver(shop.Address, lanes).ClosedModelAsync(requests, TimeSpan.FromSeconds(1)));
            var spent = clock.Read();
            var one = Signed(await new LeanDriver(shop.Address, 1).ClosedModelAsync(requests, TimeSpan.FromMilliseconds(500)));
            if (round == 0) continue;
            rates.Add(crowd.Rate);
            cores.Add(spent);
            alone.Add(one.Latency.Milliseconds(50));
        }

        var single = new Part("a sign-in alone", Spread.Of(alone), "ms", Cores.Mean(cores));
        var finding = new Finding(Name, string.Create(CultureInfo.InvariantCulture, $"BCrypt at cost {cost}, {lanes} at once"), Spread.Of(rates), null, [single]) { Unit = "sign-ins/s" };
        bench.Say(finding.Lines().First());
        return finding;
    }

    private static LeanRun Signed(LeanRun run) => run.Statuses.Keys.All(status => status == 200)
        ? run : throw new InvalidOperationException($"Some could not sign in: {string.Join(", ", run.Statuses)}.");
}
