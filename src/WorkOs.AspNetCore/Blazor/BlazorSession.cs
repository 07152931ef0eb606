namespace WorkOs.AspNetCore;

/// <summary>The session of the circuit, and that of the request while a page is rendered on the server.</summary>
internal sealed class BlazorSession(SessionAuthenticationStateProvider state, IHttpContextAccessor accessor, IAuthenticationSchemeProvider schemes)
    : WorkOsBlazorSession, IDisposable
{
    // A refresh changes the request's features and response, which do not support concurrent calls.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public override async Task<WorkOsAccessToken> GetAccessTokenAsync(CancellationToken cancellationToken = default)
    {
        if (state.Session is { } session)
        {
            return await session.GetAccessTokenAsync(authenticationScheme: null, cancellationToken);
        }

        if (accessor.HttpContext is not { } context || context.RequestServices.GetService<WorkOsSessions>() is not { } sessions)
        {
            return WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.NoSession);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await schemes.GetDefaultAuthenticateSchemeAsync() is { } scheme
                && await context.AuthenticateAsync(scheme.Name) is { Succeeded: true, Properties: var properties }
                && SessionState.Read(properties) is { Scheme: { } name }
                ? await sessions.GetAccessTokenAsync(context, name, cancellationToken)
                : WorkOsAccessToken.Fail(WorkOsAccessTokenFailure.NoSession);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
