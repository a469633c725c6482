using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Storage;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

public sealed class StorageSetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void With_nothing_named_both_stores_are_embedded_in_the_data_directory()
    {
        using var services = Services(("ConnectionStrings:Redis", " "));
        Assert.Equal(new Stores(null, null), services.GetRequiredService<Stores>());
        Assert.Equal(_folder.Path, services.GetRequiredService<DataDirectory>().Path);
    }

    [Fact]
    public void A_store_of_ones_own_is_taken_by_its_connection_string() =>
        Assert.Equal(new Stores("localhost:6379", "mongodb://localhost"),
            Services(("ConnectionStrings:Redis", "localhost:6379"), ("ConnectionStrings:MongoDB", "mongodb://localhost")).GetRequiredService<Stores>());

    public void Dispose() => _folder.Dispose();

    private ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Append(("DataDirectory", _folder.Path)).ToDictionary(s => s.Item1, s => (string?)s.Item2)).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddStorage(configuration).BuildServiceProvider();
    }
}
