using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// Passes a request to its step of the sign-in. ASP.NET Core creates a handler for every request of the app; the steps are created once, and for
/// other requests the handler only compares paths. The handler of a product adds no behavior: it gives the scheme a type, and log messages a
/// category. The constructor is not accessible outside of the package, so an app cannot derive from this class. An app can change the options, the
/// events and the services.
/// </summary>
/// <typeparam name="TOptions">The options of the product.</typeparam>
public abstract class WorkOsRemoteHandler<TOptions> : OAuthHandler<TOptions>, IAuthenticationSignOutHandler, IRemoteHandler
    where TOptions : WorkOsRemoteOptions, new()
{
    private protected WorkOsRemoteHandler(IOptionsMonitor<TOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : base(options, logger, encoder)
    {
    }

    RemoteRequest IRemoteHandler.CurrentRequest => CurrentRequest;

    private RemoteRequest CurrentRequest => new(
        Context, Scheme, Options, (WorkOsRemoteEvents)Events, OriginalPathBase, OriginalPath, Logger, HandleAuthenticateAsync);

    private RemoteSteps<TOptions> Steps => Context.RequestServices.GetRequiredService<RemoteSteps<TOptions>>();

    /// <inheritdoc />
    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(Options.CallbackPath == Request.Path && Options.Enabled);

    /// <inheritdoc />
    public override Task<bool> HandleRequestAsync()
    {
        if (Options.CallbackPath == Request.Path && Options.Enabled)
        {
            return Steps.Callback.RunAsync(CurrentRequest);
        }

        // This runs for every request, and nearly every app has no missing page.
        if (Options.MissingPages is { Count: > 0 } pages)
        {
            MissingPageWatch.Begin(Context, Scheme.Name, pages);
        }

        return Task.FromResult(false);
    }

    /// <summary>
    /// Ends the session of <c>SignInScheme</c>, then redirects the browser to WorkOS if a session has to end there as well, otherwise to
    /// <see cref="AuthenticationProperties.RedirectUri"/>. A failure at WorkOS never prevents the local sign-out.
    /// </summary>
    /// <param name="properties">The return URL. Without one, and without a session to end at WorkOS, the app writes the response.</param>
    /// <returns>A task that completes when the user is signed out.</returns>
    public Task SignOutAsync(AuthenticationProperties? properties) => ResolveTarget(Options.ForwardSignOut) is { } target
        ? Context.SignOutAsync(target, properties)
        : Steps.SignOut.RunAsync(CurrentRequest, properties);

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Steps.Challenge.RunAsync(CurrentRequest, properties);

    /// <inheritdoc />
    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(Options.CreateEvents());
}
