using Microsoft.AspNetCore.SignalR;

namespace WorkOs.AspNetCore;

/// <summary>
/// Finds the session of each connection of Blazor's hub when the connection starts, while its request is available, and provides it to each call of
/// the connection: a circuit has no request, and has services of its own.
/// </summary>
internal sealed class CircuitConnectionFilter(CircuitSessions sessions) : IHubFilter
{
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.GetHttpContext() is { } http && await sessions.FindAsync(http) is { } session)
        {
            context.Context.Items[typeof(CircuitSession)] = session;
        }

        await next(context);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        CircuitSession.Current = invocationContext.Context.Items.TryGetValue(typeof(CircuitSession), out var found) ? (CircuitSession?)found : null;
        return await next(invocationContext);
    }
}
