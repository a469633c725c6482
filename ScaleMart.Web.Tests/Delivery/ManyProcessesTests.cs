using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>Several web processes on shared stores behind the shipped door: to whoever stands outside they are one shop.</summary>
[Trait("stores", "own")]
[Collection(nameof(TwoProcesses))]
public sealed class ManyProcessesTests(TwoProcesses two)
{
    private const int Attempts = 300;
    private const int Shoppers = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public Task A_rush_through_the_door_of_two_processes_sells_every_unit_once() => RushAsync(two.Shops);

    [Fact]
    public async Task A_rush_through_the_door_of_four_processes_sells_every_unit_once()
    {
        await using var four = await ManyProcesses.StartAsync(4);
        await RushAsync(four);
    }

    [Fact]
    public async Task One_process_after_another_knows_who_is_signed_in_and_takes_the_others_forms()
    {
        var shops = two.Shops;
        var email = $"ann-{Ids.New(10)}@example.test";
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var form = await http.GetStringAsync(new Uri(shops.Addresses[0], "/account/register"));
        using var filled = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["name"] = "Ann",
            ["email"] = email,
            ["password"] = "correct horse battery",
            ["__RequestVerificationToken"] = Token(form),
        });

        var registered = await http.PostAsync(new Uri(shops.Addresses[1], "/account/register"), filled);

        Assert.Equal(HttpStatusCode.Redirect, registered.StatusCode);
        foreach (var address in shops.Addresses) Assert.Contains(email, await http.GetStringAsync(new Uri(address, "/account")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets, true)]
    [InlineData(HttpTransportType.WebSockets, false)]
    [InlineData(HttpTransportType.LongPolling, false)]
    [InlineData(HttpTransportType.ServerSentEvents, false)]
    public async Task News_comes_through_the_door_by_every_transport(HttpTransportType transport, bool skipNegotiation)
    {
        var shops = two.Shops;
        var sale = await SaleMaker.MakeAsync(shops.As("boss", "admin"), 5, 1);
        await using var listener = await Listener.AtAsync(shops.Door, options: o => (o.Transports, o.SkipNegotiation) = (transport, skipNegotiation));
        await listener.WatchAsync(sale);

        // Each process tells it: the listener hears of both.
        await shops.At(0, "ann").HoldAsync(sale);
        await listener.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == 1, "one is held");
        await shops.At(1, "bob").HoldAsync(sale);
        await listener.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == 2, "two are held");
    }

    private static async Task RushAsync(ManyProcesses shops)
    {
        var sale = await SaleMaker.MakeAsync(shops.As("boss", "admin"), 25, 1);
        var shoppers = Enumerable.Range(0, Shoppers).Select(n => shops.As($"s{n}")).ToArray();
        var crowd = new AllAtOnce(shoppers, sale);

        var attempts = await crowd.SettleAsync(await crowd.PressAsync(Attempts), Patience);
        var evidence = await Evidence.GatherAsync(shoppers, shops.As("boss", "admin"), sale, attempts, Patience);
        Assert.Empty(Verdict.Faults(attempts, evidence));
        Assert.Equal(25, evidence.Orders.Count(o => o is { Live: true, Recorded: true }));
    }

    private static string Token(string html) => html.Split("__RequestVerificationToken\" type=\"hidden\" value=\"")[1].Split('"')[0];
}
