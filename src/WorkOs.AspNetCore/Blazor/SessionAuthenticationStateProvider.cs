using System.Threading.Channels;
using Microsoft.AspNetCore.Components.Authorization;

namespace WorkOs.AspNetCore;

/// <summary>
/// Provides the user of components. In a request, this is the user of the request. In a circuit, it follows the session that the circuit began
/// with, which is checked at an interval, and immediately after each change by this machine.
/// </summary>
internal sealed class SessionAuthenticationStateProvider(
    IServiceScopeFactory scopes, IOptions<WorkOsAuthenticationStateOptions> options, TimeProvider time, ILogger<SessionAuthenticationStateProvider> logger)
    : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider, IDisposable
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly CancellationTokenSource _stopped = new();
    private readonly Channel<bool> _looks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile Task<AuthenticationState>? _state;
    private int _isDisposed;

    /// <summary>The session of the circuit; <see langword="null"/> in a request, and for a circuit without one.</summary>
    public CircuitSession? Session { get; private set; }

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        _state ?? throw new InvalidOperationException("The user is not known yet: the authentication state of components is available in a request for a component, and in a circuit.");

    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        Set(authenticationStateTask);
        if (Session is null && CircuitSession.Current is { } session)
        {
            Session = session;

            // The task runs until the circuit ends, so it must not capture the execution context of this call.
            var stopped = _stopped.Token;
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(() => FollowAsync(session, stopped), CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// Called when a connection of the circuit begins. A connection with another user's session, or without one, ends the session of the circuit.
    /// </summary>
    public void Connected(CircuitSession? connected)
    {
        if (Session is { } own && connected != own)
        {
            if (connected?.Binding != own.Binding)
            {
                own.End();
            }

            Look();
        }
    }

    // Called twice, because the provider is registered under two service types.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        _stopped.Cancel();
        _looks.Writer.TryComplete();
        _stopped.Dispose();
    }

    private static bool IsSame(AuthenticationTicket one, AuthenticationTicket other) =>
        one.Principal.Claims.Select(Text).Order(StringComparer.Ordinal).SequenceEqual(other.Principal.Claims.Select(Text).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static string Text(Claim claim) => $"{claim.Type}\n{claim.Value}\n{claim.Issuer}";

    private void Look() => _looks.Writer.TryWrite(item: true);

    private async Task FollowAsync(CircuitSession session, CancellationToken stopped)
    {
        var interval = options.Value.RevalidationInterval;
        await using var timer = time.CreateTimer(_ => Look(), state: null, interval, interval);
        var (seen, isKnown) = (session.Ticket, true);
        IDisposable? watch = null;
        try
        {
            watch = await session.WatchAsync(Look);

            // Checks for changes between the start of the connection and this subscription.
            Look();
            await foreach (var _ in _looks.Reader.ReadAllAsync(stopped))
            {
                switch (await session.CheckAsync(stopped))
                {
                    case SessionVerdict.Over:
                        Set(Task.FromResult(Nobody));
                        return;
                    case SessionVerdict.Unknown when isKnown:
                        isKnown = false;
                        Set(Task.FromResult(Nobody));
                        break;
                    case SessionVerdict.Lives { Ticket: var present } when !isKnown || !IsSame(present, seen):
                        (seen, isKnown) = (present, true);
                        watch.Dispose();
                        watch = await session.WatchAsync(Look);
                        Set(Task.FromResult(new AuthenticationState(await TransformAsync(present.Principal.Clone()))));
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The circuit has ended.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A claims transformation or a component of the app has thrown. The session ends, because it would not be checked any more.
            Log.CircuitSessionBroken(logger, session.Binding.CookieScheme, exception);
            session.End();
            Set(Task.FromResult(Nobody));
        }
        finally
        {
            watch?.Dispose();
        }
    }

    private void Set(Task<AuthenticationState> state)
    {
        _state = state;
        NotifyAuthenticationStateChanged(state);
    }

    private async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        await using var scope = scopes.CreateAsyncScope();
        return scope.ServiceProvider.GetService<IClaimsTransformation>() is { } transformation ? await transformation.TransformAsync(principal) : principal;
    }
}
