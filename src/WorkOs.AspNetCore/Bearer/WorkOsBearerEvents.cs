namespace WorkOs.AspNetCore;

/// <summary>
/// The events of a scheme that accepts access tokens. Assign the delegates, or derive from this type and set
/// <see cref="Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions.EventsType"/>.
/// </summary>
public class WorkOsBearerEvents
{
    /// <summary>Invoked before the token is read from the request. Default: does nothing.</summary>
    public Func<WorkOsBearerMessageReceivedContext, Task> OnMessageReceived { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked after the token was accepted and its claims were read. Default: does nothing.</summary>
    public Func<WorkOsBearerTokenValidatedContext, Task> OnTokenValidated { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked after the token was refused. Default: does nothing.</summary>
    public Func<WorkOsBearerAuthenticationFailedContext, Task> OnAuthenticationFailed { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked before an unauthenticated request is answered with a challenge. Default: does nothing.</summary>
    public Func<WorkOsBearerChallengeContext, Task> OnChallenge { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked before an authenticated request that is not allowed is answered with 403. Default: does nothing.</summary>
    public Func<WorkOsBearerForbiddenContext, Task> OnForbidden { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked before the token is read from the request.</summary>
    /// <param name="context">Accepts a token from another place than the <c>Authorization</c> header, or a result.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task MessageReceived(WorkOsBearerMessageReceivedContext context) => OnMessageReceived(context);

    /// <summary>Invoked after the token was accepted and its claims were read.</summary>
    /// <param name="context">Has the principal. Add claims to it, or call <c>Fail</c> to refuse the token.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task TokenValidated(WorkOsBearerTokenValidatedContext context) => OnTokenValidated(context);

    /// <summary>Invoked after the token was refused.</summary>
    /// <param name="context">Has the reason, and accepts another result.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task AuthenticationFailed(WorkOsBearerAuthenticationFailedContext context) => OnAuthenticationFailed(context);

    /// <summary>Invoked before an unauthenticated request is answered with a challenge.</summary>
    /// <param name="context">Has the reason, and accepts other values for the response. Call <c>HandleResponse</c> after writing the response yourself.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task Challenge(WorkOsBearerChallengeContext context) => OnChallenge(context);

    /// <summary>Invoked before an authenticated request that is not allowed is answered with 403.</summary>
    /// <param name="context">Call <c>HandleResponse</c> after writing the response yourself.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task Forbidden(WorkOsBearerForbiddenContext context) => OnForbidden(context);
}
