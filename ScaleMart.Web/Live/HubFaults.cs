using Microsoft.AspNetCore.SignalR;

namespace ScaleMart.Web.Live;

/// <summary>
/// Writes down what goes wrong in the hub, and only that: the framework's own log, which calls every refusal an error, is off
/// (appsettings.json), or any stranger could fill it.
/// </summary>
internal sealed class HubFaults(ILogger<HubFaults> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception fault) when (fault is not (HubException or OperationCanceledException))
        {
            log.HubFailed(invocationContext.HubMethodName, fault);
            throw;
        }
    }
}
