using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// Leads the door to a Redis of the operator's own: a single server, Sentinels (<c>serviceName=</c>) or a Cluster. The shop starts
/// whether it answers or not; where no lasting attempt is possible, one is made every second. Behind Sentinels their word is followed.
/// </summary>
public sealed class RedisLink(Stores stores, RedisDoor door, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RedisLink> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private Task _trying = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var where = Read(stores.Redis!);
        if (where.ServiceName is { Length: > 0 })
        {
            var watch = new SentinelWatch(door, where, time, log);
            await watch.LookAsync();
            _trying = FollowAsync(watch);
        }
        else if (!await TryAsync(where)) _trying = KeepTryingAsync(where);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => _trying;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ConfigurationOptions Read(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text) is { EndPoints.Count: > 0 } where ? where : throw new ArgumentException("it names no server");
        }
        catch (ArgumentException fault)
        {
            // Without the text: it may hold a password.
            throw new StartRefusedException($"ConnectionStrings:Redis cannot be read: {fault.Message} Give it as host:port, with more hosts and options after commas.", fault);
        }
    }

    private async Task KeepTryingAsync(ConfigurationOptions where)
    {
        try
        {
            do await Task.Delay(Pause, time, lifetime.ApplicationStopping);
            while (!await TryAsync(where));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task FollowAsync(SentinelWatch watch)
    {
        await using (watch)
        {
            try
            {
                await watch.FollowAsync(lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
        }
    }

    private async Task<bool> TryAsync(ConfigurationOptions where)
    {
        try
        {
            await door.ConnectAsync(where);
            return true;
        }
        catch (RedisConnectionException fault)
        {
            log.RedisNotReached(fault.Message);
            return false;
        }
    }
}
