using Microsoft.AspNetCore.Components.Server.Circuits;

namespace WorkOs.AspNetCore;

/// <summary>Checks the session of the connection each time that a circuit is connected.</summary>
internal sealed class CircuitReconnection(SessionAuthenticationStateProvider state) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        state.Connected(CircuitSession.Current);
        return Task.CompletedTask;
    }
}
