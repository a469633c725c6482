using Coravel.Invocable;
using StackExchange.Redis;

namespace ScaleMart.Web.Trail.Keeping;

/// <summary>Once a second, timed by Coravel, in every process: carries what waits in Redis into the book.</summary>
public sealed class TrailWorker(TrailCarrier carrier, IHostApplicationLifetime lifetime, ILogger<TrailWorker> log) : IInvocable
{
    public async Task Invoke()
    {
        try
        {
            await carrier.RunAsync(lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The host stops; what waits is in Redis.
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.TrailWaits(fault.Message);
        }
    }
}
