using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// What must happen once at a start and needs a store. On embedded stores it is done before the first request; on others the
/// shop starts at once, and it is tried until the stores answer. A refusal or a defect stops the shop.
/// </summary>
public abstract class StartErrand(Stores stores, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override Task StartAsync(CancellationToken cancellationToken) =>
        stores.AreEmbedded ? RunAsync(cancellationToken) : base.StartAsync(cancellationToken);

    protected bool AreEmbedded => stores.AreEmbedded;

    protected ILogger Logger => log;

    protected DateTimeOffset Now => time.GetUtcNow();

    protected abstract Task RunAsync(CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await RunAsync(stoppingToken);
                return;
            }
            catch (Exception fault) when (fault is RedisException or TimeoutException)
            {
                log.ErrandWaits(GetType().Name, fault.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }
}
