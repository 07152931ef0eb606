using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Leads a request to its step of the sign-in. ASP.NET Core makes a handler for every request of the app; the steps are made
/// once, and a request that is not theirs costs a comparison of paths. A product derives a handler to give the scheme a type,
/// and log lines a category; it adds nothing.
/// </summary>
internal abstract class RemoteHandler<TOptions>(IOptionsMonitor<TOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<TOptions>(options, logger, encoder), IAuthenticationSignOutHandler, IRemoteHandler
    where TOptions : WorkOsRemoteOptions, new()
{
    public RemoteRequest CurrentRequest => new(
        Context, Scheme, Options, (WorkOsRemoteEvents)Events, OriginalPathBase, OriginalPath, Logger, HandleAuthenticateAsync);

    private RemoteSteps<TOptions> Steps => Context.RequestServices.GetRequiredService<RemoteSteps<TOptions>>();

    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(Options.CallbackPath == Request.Path && Options.Enabled);

    public override Task<bool> HandleRequestAsync() =>
        Options.CallbackPath == Request.Path && Options.Enabled ? Steps.Callback.RunAsync(CurrentRequest) : Task.FromResult(false);

    public Task SignOutAsync(AuthenticationProperties? properties) => ResolveTarget(Options.ForwardSignOut) is { } target
        ? Context.SignOutAsync(target, properties)
        : Steps.SignOut.RunAsync(CurrentRequest, properties);

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Steps.Challenge.RunAsync(CurrentRequest, properties);

    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(Options.CreateEvents());
}
