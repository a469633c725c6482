using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>Two web processes behind haproxy for all tests that need two: a start costs seconds of a processor.</summary>
[CollectionDefinition(nameof(TwoProcesses))]
public sealed class TwoProcesses : IAsyncLifetime, ICollectionFixture<TwoProcesses>
{
    private ManyProcesses? _shops;

    public ManyProcesses Shops => _shops ?? throw new InvalidOperationException("The processes have not started.");

    public async ValueTask InitializeAsync() => _shops = await ManyProcesses.StartAsync(2);

    public ValueTask DisposeAsync() => _shops?.DisposeAsync() ?? ValueTask.CompletedTask;
}
