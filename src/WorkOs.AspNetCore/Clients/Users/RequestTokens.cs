using System.Runtime.CompilerServices;

namespace WorkOs.AspNetCore;

/// <summary>
/// Gets the access token of the user of the current request, or of the circuit whose component makes the call. The token is read from the session
/// for each call and never cached, because the handlers of an HTTP client outlive requests and serve many users concurrently.
/// </summary>
internal sealed class RequestTokens(IHttpContextAccessor accessor)
{
    // A refresh changes the request's features and response, which do not support concurrent calls.
    private readonly ConditionalWeakTable<HttpContext, SemaphoreSlim> _turns = [];

    /// <exception cref="InvalidOperationException">There is no request.</exception>
    /// <exception cref="WorkOsAccessTokenException">Its session has no token.</exception>
    public async Task<string> GetAsync(string client, string authenticationScheme, CancellationToken cancellationToken)
    {
        if (CircuitSession.Current is { } circuit)
        {
            return ValueOf(await circuit.GetAccessTokenAsync(authenticationScheme, cancellationToken), client);
        }

        var context = accessor.HttpContext ?? throw new InvalidOperationException(
            $"HTTP client '{client}' sends the access token of the user, and there is no request here that has one: call it while a request is handled, or use AddWorkOsMachineToken for work in the background.");
        var turn = _turns.GetValue(context, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var sessions = context.RequestServices.GetRequiredService<WorkOsSessions>();
            return ValueOf(await sessions.GetAccessTokenAsync(context, authenticationScheme, cancellationToken), client);
        }
        finally
        {
            turn.Release();
        }
    }

    private static string ValueOf(WorkOsAccessToken token, string client) => token.Value ?? throw new WorkOsAccessTokenException(client, token.Failure);
}
