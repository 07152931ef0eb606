namespace WorkOs.AspNetCore;

/// <summary>
/// The events of a scheme that accepts API keys. Assign the delegates, or derive from this type and set
/// <see cref="Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions.EventsType"/>.
/// </summary>
public class WorkOsApiKeyEvents
{
    /// <summary>Invoked before the key is read from the request. Default: does nothing.</summary>
    public Func<WorkOsApiKeyMessageReceivedContext, Task> OnMessageReceived { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked after the key was accepted and its claims were read. Default: does nothing.</summary>
    public Func<WorkOsApiKeyValidatedContext, Task> OnKeyValidated { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked after the key was refused. Default: does nothing.</summary>
    public Func<WorkOsApiKeyAuthenticationFailedContext, Task> OnAuthenticationFailed { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked before an unauthenticated request is answered with a challenge. Default: does nothing.</summary>
    public Func<WorkOsApiKeyChallengeContext, Task> OnChallenge { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked before an authenticated request that is not allowed is answered with 403. Default: does nothing.</summary>
    public Func<WorkOsApiKeyForbiddenContext, Task> OnForbidden { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Invoked before the key is read from the request.</summary>
    /// <param name="context">Accepts a key from another place than the header, or a result.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task MessageReceived(WorkOsApiKeyMessageReceivedContext context) => OnMessageReceived(context);

    /// <summary>Invoked after the key was accepted and its claims were read.</summary>
    /// <param name="context">Has the principal. Add claims to it, or call <c>Fail</c> to refuse the key.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task KeyValidated(WorkOsApiKeyValidatedContext context) => OnKeyValidated(context);

    /// <summary>Invoked after the key was refused.</summary>
    /// <param name="context">Has the reason, and accepts another result.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task AuthenticationFailed(WorkOsApiKeyAuthenticationFailedContext context) => OnAuthenticationFailed(context);

    /// <summary>Invoked before an unauthenticated request is answered with a challenge.</summary>
    /// <param name="context">Has the reason, and accepts other values for the response. Call <c>HandleResponse</c> after writing the response yourself.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task Challenge(WorkOsApiKeyChallengeContext context) => OnChallenge(context);

    /// <summary>Invoked before an authenticated request that is not allowed is answered with 403.</summary>
    /// <param name="context">Call <c>HandleResponse</c> after writing the response yourself.</param>
    /// <returns>A task that completes when the event has been handled.</returns>
    public virtual Task Forbidden(WorkOsApiKeyForbiddenContext context) => OnForbidden(context);
}
