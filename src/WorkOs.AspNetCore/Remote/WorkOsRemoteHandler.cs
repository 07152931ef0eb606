using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// Leads a request to its step of the sign-in. ASP.NET Core makes a handler for every request of the app; the steps are made
/// once, and a request that is not theirs costs a comparison of paths. A product's handler gives the scheme a type, and log
/// lines a category; it adds nothing. The class is closed: its constructor is not accessible outside of the package, so that an app
/// cannot derive from it. What an app may change are options, events and services.
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

        // Nearly every app has none, and every request comes by here.
        if (Options.MissingPages is { Count: > 0 } pages)
        {
            MissingPageWatch.Begin(Context, Scheme.Name, pages);
        }

        return Task.FromResult(false);
    }

    /// <summary>
    /// Ends the session of <c>SignInScheme</c>, then sends the browser to WorkOS where there is a session to end as well,
    /// otherwise to <see cref="AuthenticationProperties.RedirectUri"/>. A failure of WorkOS never keeps a user signed in.
    /// </summary>
    /// <param name="properties">Where to go afterwards; without a return URL, and with nothing to end at WorkOS, the response is left to the app.</param>
    /// <returns>A task that completes when the user is signed out.</returns>
    public Task SignOutAsync(AuthenticationProperties? properties) => ResolveTarget(Options.ForwardSignOut) is { } target
        ? Context.SignOutAsync(target, properties)
        : Steps.SignOut.RunAsync(CurrentRequest, properties);

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Steps.Challenge.RunAsync(CurrentRequest, properties);

    /// <inheritdoc />
    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(Options.CreateEvents());
}
