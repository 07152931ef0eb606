namespace WorkOs.AspNetCore;

/// <summary>
/// Where an app takes part in what happens to a request with an access token. Assign the delegates, or derive from this type and set
/// <see cref="Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions.EventsType"/>.
/// </summary>
public class WorkOsBearerEvents
{
    /// <summary>Runs before the token is looked for. Default: does nothing.</summary>
    public Func<WorkOsBearerMessageReceivedContext, Task> OnMessageReceived { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs when the token was accepted and its claims are known. Default: does nothing.</summary>
    public Func<WorkOsBearerTokenValidatedContext, Task> OnTokenValidated { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs when the token was refused. Default: does nothing.</summary>
    public Func<WorkOsBearerAuthenticationFailedContext, Task> OnAuthenticationFailed { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs before a request that must be authenticated, and isn't, is answered. Default: does nothing.</summary>
    public Func<WorkOsBearerChallengeContext, Task> OnChallenge { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs before a request that lacks a permission is answered. Default: does nothing.</summary>
    public Func<WorkOsBearerForbiddenContext, Task> OnForbidden { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs before the token is looked for.</summary>
    /// <param name="context">Takes a token from elsewhere than the <c>Authorization</c> header, or a result.</param>
    /// <returns>When the app is done.</returns>
    public virtual Task MessageReceived(WorkOsBearerMessageReceivedContext context) => OnMessageReceived(context);

    /// <summary>Runs when the token was accepted and its claims are known.</summary>
    /// <param name="context">Holds the principal; the app may add to it, or refuse after all with <c>Fail</c>.</param>
    /// <returns>When the app is done.</returns>
    public virtual Task TokenValidated(WorkOsBearerTokenValidatedContext context) => OnTokenValidated(context);

    /// <summary>Runs when the token was refused.</summary>
    /// <param name="context">Says why; takes another result.</param>
    /// <returns>When the app is done.</returns>
    public virtual Task AuthenticationFailed(WorkOsBearerAuthenticationFailedContext context) => OnAuthenticationFailed(context);

    /// <summary>Runs before a request that must be authenticated, and isn't, is answered.</summary>
    /// <param name="context">Says why; takes other words, or that the app has answered.</param>
    /// <returns>When the app is done.</returns>
    public virtual Task Challenge(WorkOsBearerChallengeContext context) => OnChallenge(context);

    /// <summary>Runs before a request that lacks a permission is answered.</summary>
    /// <param name="context">Takes that the app has answered.</param>
    /// <returns>When the app is done.</returns>
    public virtual Task Forbidden(WorkOsBearerForbiddenContext context) => OnForbidden(context);
}
