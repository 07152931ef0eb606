using Microsoft.AspNetCore.Components.Server.Circuits;

namespace WorkOs.AspNetCore;

/// <summary>Looks whose browser a circuit is connected to, each time that it is.</summary>
internal sealed class CircuitReconnection(SessionAuthenticationStateProvider state) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        state.Connected(CircuitSession.Current);
        return Task.CompletedTask;
    }
}
