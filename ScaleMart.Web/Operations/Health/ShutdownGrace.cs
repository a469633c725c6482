using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Operations.Health;

/// <summary>Turns readiness to no as soon as the process is told to stop, and holds the servers open for the grace that was set.</summary>
internal sealed class ShutdownGrace(Readiness readiness, IHostApplicationLifetime lifetime, IOptions<OperationsOptions> options, TimeProvider time)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(readiness.Stop);
        return Task.CompletedTask;
    }

    // The server is stopped only after every StoppingAsync has ended, so for as long as this lasts it still answers.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Stop();
        var grace = TimeSpan.FromSeconds(options.Value.ShutdownGraceSeconds);
        return Task.WhenAny(Task.Delay(grace, time, cancellationToken)); // Cut short by the host's own patience, and then no fault.
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
