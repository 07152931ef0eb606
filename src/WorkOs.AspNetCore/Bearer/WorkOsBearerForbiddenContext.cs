namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsBearerEvents.Forbidden"/>.</summary>
public sealed class WorkOsBearerForbiddenContext : PropertiesContext<WorkOsBearerOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    /// <param name="properties">The properties that <c>ForbidAsync</c> was called with.</param>
    public WorkOsBearerForbiddenContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options, AuthenticationProperties properties)
        : base(context, scheme, options, properties)
    {
    }

    /// <summary>
    /// The <c>error</c> of the response. Default: <c>insufficient_scope</c>; with <see cref="WorkOsBearerOptions.AuthKitDomain"/>,
    /// <see langword="null"/> if the token has the scopes that the endpoint requires, because another token would not help the client.
    /// </summary>
    public string? Error { get; set; }

    /// <summary>
    /// The scopes that the client should request, separated by spaces. Default: those that the endpoint requires, and those in the
    /// <see cref="Microsoft.AspNetCore.Authentication.OAuth.OAuthChallengeProperties.Scope"/> that <c>ForbidAsync</c> was called with, if the token lacks one of them.
    /// </summary>
    public string? Scope { get; set; }

    /// <summary>Whether the app has written the response. Default: <see langword="false"/>.</summary>
    public bool Handled { get; private set; }

    /// <summary>Marks the response as written by the app. The handler then adds nothing to it.</summary>
    public void HandleResponse() => Handled = true;
}
