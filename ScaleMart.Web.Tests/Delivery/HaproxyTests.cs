using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

public sealed class HaproxyTests(DoorFixture door) : IClassFixture<DoorFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Haproxy_itself_finds_no_fault_in_its_file()
    {
        using var check = Process.Start(new ProcessStartInfo(Haproxy.Program(), ["-c", "-f", Repository.PathOf("deploy", "haproxy.cfg")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await check.StandardError.ReadToEndAsync(Cancel);
        await check.WaitForExitAsync(Cancel);
        Assert.True(check.ExitCode == 0, said);
    }

    [Fact]
    public async Task What_a_client_says_of_its_address_is_overwritten()
    {
        var statuses = new List<int>();
        foreach (var claimed in new[] { "203.0.113.1", "203.0.113.2", "203.0.113.3" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/signin");
            request.Headers.Add("X-Forwarded-For", claimed);
            statuses.Add((int)(await door.Outside.Http.SendAsync(request, Cancel)).StatusCode);
        }

        Assert.Equal([400, 400, 429], statuses);
    }

    [Fact]
    public async Task What_a_client_says_of_its_scheme_is_overwritten()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/signin");
        request.Headers.Add("X-Forwarded-Proto", "https");
        var form = await door.Outside.Http.SendAsync(request, Cancel);
        Assert.DoesNotContain("; secure", form.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/Metrics")]
    [InlineData("/%6detrics")]
    [InlineData("/x/../metrics")]
    public async Task The_figures_are_for_inside(string path)
    {
        Assert.Contains("HTTP/1.1 200", await RawAsync(door.Shop.Address, path), StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 404", await RawAsync(door.Outside.Http.BaseAddress!, path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_hub_ties_a_visitor_to_a_server()
    {
        var hub = await door.Outside.GetAsync("/hubs/live");
        Assert.Matches("^scalemart-hub=web[12]; .*HttpOnly; SameSite=Lax$", hub.Header("Set-Cookie")!);
        foreach (var path in new[] { "/", "/api/sales", "/healthz/live" }) Assert.Null((await door.Outside.GetAsync(path)).Header("Set-Cookie"));
    }

    [Fact]
    public async Task An_order_goes_through()
    {
        var sale = await door.Shop.SaleAsync();
        var shopper = door.Shop.Shopper();
        var answer = await door.Outside.As(shopper.Id, ShopSettings.Mint.Mint(shopper.Id)).BuyAsync(sale);
        Assert.Equal(202, answer.Status);
        Assert.Null(answer.Header("Server"));
    }

    // As it stands: a client that is no HttpClient tidies no path.
    private static async Task<string> RawAsync(Uri server, string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n"), Cancel);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancel);
    }
}
