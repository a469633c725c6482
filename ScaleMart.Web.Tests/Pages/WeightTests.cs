using System.IO.Compression;
using System.Text.RegularExpressions;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages;

public sealed partial class WeightTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const int MostBytes = 60_000;

    [Fact]
    public async Task A_sales_page_needs_little_script_and_style_and_all_of_it_comes_compressed()
    {
        var sale = await shop.SaleAsync();
        var url = $"/sales/{(await shop.Anyone.SaleAsync(sale)).Word("slug")}";
        var html = await shop.Anyone.Http.GetStringAsync(url);
        var weights = new Dictionary<string, int>();
        foreach (Match link in Links().Matches(html)) await WeighAsync(new Uri(shop.Address, link.Groups["url"].Value), weights);

        Assert.Contains(weights.Keys, path => path.Contains("signalr", StringComparison.Ordinal));
        Assert.Contains(weights.Keys, path => path.EndsWith("/stock.js", StringComparison.Ordinal));
        Assert.Contains(weights.Keys, path => path.EndsWith(".css", StringComparison.Ordinal));
        Assert.True(weights.Values.Sum() < MostBytes, string.Join('\n', weights.Select(w => $"{w.Key}: {w.Value}")));
    }

    // A module's own imports count, too, wherever in it they stand.
    private async Task WeighAsync(Uri asset, Dictionary<string, int> weights)
    {
        if (weights.ContainsKey(asset.AbsolutePath)) return;
        using var request = new HttpRequestMessage(HttpMethod.Get, asset);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await shop.Anyone.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode && answer.Content.Headers.ContentEncoding.Contains("gzip"), $"{asset}: {(int)answer.StatusCode}, {answer.Content.Headers.ContentEncoding}");
        await using var body = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        weights[asset.AbsolutePath] = await CompressedAsync(body);
        if (!asset.AbsolutePath.EndsWith(".js", StringComparison.Ordinal) || asset.AbsolutePath.Contains("/lib/", StringComparison.Ordinal)) return;
        foreach (Match import in Imports().Matches(await shop.Anyone.Http.GetStringAsync(asset))) await WeighAsync(new Uri(asset, import.Groups["url"].Value), weights);
    }

    // Served from the source tree, an asset is wrapped but not pressed; a published shop sends what is pressed as here, or better.
    private static async Task<int> CompressedAsync(Stream text)
    {
        using var pressed = new MemoryStream();
        await using (var gzip = new GZipStream(pressed, CompressionLevel.Optimal, leaveOpen: true)) await text.CopyToAsync(gzip);
        return (int)pressed.Length;
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(?<url>[^\"]+)\"|<script[^>]* src=\"(?<url>[^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("(?:from|import)[ (]*\"(?<url>[./][^\"]+)\"")]
    private static partial Regex Imports();
}
