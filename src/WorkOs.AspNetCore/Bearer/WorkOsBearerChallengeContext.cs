namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsBearerEvents.Challenge"/>.</summary>
public sealed class WorkOsBearerChallengeContext : PropertiesContext<WorkOsBearerOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    /// <param name="properties">The properties that the challenge was called with.</param>
    public WorkOsBearerChallengeContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options, AuthenticationProperties properties)
        : base(context, scheme, options, properties)
    {
    }

    /// <summary>Why the token was refused. <see cref="WorkOsTokenFailure.None"/> where the request had no token, or where an event refused it.</summary>
    public WorkOsTokenFailure TokenFailure { get; init; }

    /// <summary>The exception with which authentication failed; <see langword="null"/> if it did not fail.</summary>
    public Exception? AuthenticateFailure { get; init; }

    /// <summary>
    /// The <c>error</c> of the response (RFC 6750, section 3.1). Default: <c>invalid_token</c> where a token was refused, otherwise
    /// <see langword="null"/>.
    /// </summary>
    public string? Error { get; set; }

    /// <summary>The <c>error_description</c> of the response. Default: <see langword="null"/>, because a description helps an attacker who forges tokens.</summary>
    public string? ErrorDescription { get; set; }

    /// <summary>The <c>error_uri</c> of the response. Default: <see langword="null"/>.</summary>
    public string? ErrorUri { get; set; }

    /// <summary>The scopes that the client should request, separated by spaces. Default: those that the endpoint requires; <see langword="null"/> if it requires none.</summary>
    public string? Scope { get; set; }

    /// <summary>Whether the app has written the response. Default: <see langword="false"/>.</summary>
    public bool Handled { get; private set; }

    /// <summary>Marks the response as written by the app. The handler then adds nothing to it.</summary>
    public void HandleResponse() => Handled = true;
}
