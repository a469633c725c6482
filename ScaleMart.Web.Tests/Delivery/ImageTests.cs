using System.Text.Json;
using ScaleMart.LoadTests.Processes;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>The Dockerfile's steps as far as they go without Docker: copied what it copies, run what it runs, started what it starts.</summary>
public sealed class ImageTests
{
    private const int Root = 0;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public void It_is_built_in_one_stage_and_runs_in_another_as_somebody_who_may_do_nothing()
    {
        Assert.Equal(2, Dockerfile.All.Count(i => i.Word == "FROM"));
        Assert.NotEqual(Root, int.Parse(Dockerfile.Only("USER"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain(Dockerfile.All, i => i.Word is "ARG" or "ADD");
    }

    [Fact]
    public void Everything_that_it_copies_is_there_and_is_let_through()
    {
        var sources = Dockerfile.Build.Where(i => i.Word == "COPY").SelectMany(i => i.Rest.Split(' ')[..^1]).Select(s => s.TrimEnd('/')).ToArray();
        Assert.NotEmpty(sources);
        Assert.All(sources, s => Assert.True(Path.Exists(Repository.PathOf(s)) && BuildContext.Lets(s), s));
        Assert.False(BuildContext.Lets("ScaleMart.Web/data/jwt.key"));
    }

    [Fact]
    public async Task What_it_publishes_is_a_whole_shop_that_can_ask_itself_how_it_is()
    {
        using var folder = new TemporaryFolder();
        var app = Path.Combine(folder.Path, "app");
        foreach (var (word, rest) in Dockerfile.Build)
        {
            var parts = rest.Split(' ');
            var source = Path.Combine(folder.Path, "src");
            if (word == "COPY") foreach (var from in parts[..^1]) BuildContext.Copy(from.TrimEnd('/'), Path.Combine(source, parts[^1]));
            else if (word == "RUN") Assert.Equal((0, ""), await RunAsync(source, [.. parts.Select(p => p == "/app" ? app : p)]));
        }

        foreach (var native in new[] { "liblua54.so", "libe_sqlite3.so" })
            Assert.True(File.Exists(Path.Combine(app, "runtimes", "linux-x64", "native", native)), native);

        var entry = JsonSerializer.Deserialize<string[]>(Dockerfile.Only("ENTRYPOINT"))!;
        await using var shop = new Fixtures.ShopProcess(Path.Combine(folder.Path, "data"), program: Path.Combine(app, entry[1]));
        var address = shop.Anyone.Http.BaseAddress!;
        Assert.Equal(1, (await AskAsync(app, address)).Code);
        await shop.StartAsync();
        Assert.Equal(0, (await AskAsync(app, address)).Code);

        var home = await shop.Anyone.GetAsync("/");
        Assert.Equal(200, home.Status);
        foreach (var path in new[] { "/healthz/live", "/fonts/instrument-sans.woff2", "/favicon.svg", "/docs/scalar.js", StyleOf(home.Text) })
            Assert.Equal(200, (await shop.Anyone.GetAsync(path)).Status);
        var made = Expect.Status(201, await shop.Admin.PostAsync("/api/admin/sales", new SaleTerms()));
        var order = await shop.Shopper("ann").HoldAsync(made.Word("id"));
        await Wait.UntilAsync(() => shop.Shopper("ann").OrderAsync(order), o => o.Truth("recorded"), "the order is in the ledger");
    }

    // The health check's own words, at this shop's port.
    private static Task<(int Code, string Said)> AskAsync(string app, Uri shop)
    {
        var check = Dockerfile.Only("HEALTHCHECK");
        var words = JsonSerializer.Deserialize<string[]>(check[check.IndexOf('[')..])!;
        return RunAsync(app, [.. words.Select(w => w.Replace("http://127.0.0.1:8080/", shop.ToString(), StringComparison.Ordinal))]);
    }

    private static string StyleOf(string html)
    {
        var start = html.IndexOf("/css/tokens", StringComparison.Ordinal);
        return html[start..html.IndexOf('"', start)];
    }

    private static async Task<(int Code, string Said)> RunAsync(string folder, string[] words)
    {
        // A machine's own build server would outlive the test.
        var environment = new Dictionary<string, string> { ["UseSharedCompilation"] = "false", ["MSBUILDDISABLENODEREUSE"] = "1" };
        await using var process = Child.Start(words[0], words[1..], environment, folder);
        var code = await process.ExitAsync().WaitAsync(Patience);
        return (code, code == 0 ? "" : process.Output);
    }
}
