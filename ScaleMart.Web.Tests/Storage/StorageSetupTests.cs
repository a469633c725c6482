using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

public sealed class StorageSetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("ConnectionStrings:Redis", "localhost:6379")]
    [InlineData("ConnectionStrings:MongoDB", "mongodb://localhost")]
    public void A_store_of_ones_own_stops_the_start_and_says_that_it_comes_next(string key, string value)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Open((key, value)));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
        Assert.Contains("come next", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_one_the_data_directory_is_opened() => Assert.Equal(_folder.Path, Open(("ConnectionStrings:Redis", "")));

    public void Dispose() => _folder.Dispose();

    private string Open((string Key, string Value) setting)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["DataDirectory"] = _folder.Path, [setting.Key] = setting.Value }).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddStorage(configuration).BuildServiceProvider();
        return services.GetRequiredService<DataDirectory>().Path;
    }
}
