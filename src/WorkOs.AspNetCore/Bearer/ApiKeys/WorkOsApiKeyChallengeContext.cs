namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsApiKeyEvents.Challenge"/>.</summary>
public sealed class WorkOsApiKeyChallengeContext : PropertiesContext<WorkOsApiKeyOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    /// <param name="properties">The properties that the challenge was called with.</param>
    public WorkOsApiKeyChallengeContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsApiKeyOptions options, AuthenticationProperties properties)
        : base(context, scheme, options, properties)
    {
    }

    /// <summary>Why the key was refused. <see cref="WorkOsApiKeyFailure.None"/> where the request had no key, or where an event refused it.</summary>
    public WorkOsApiKeyFailure KeyFailure { get; init; }

    /// <summary>The exception with which authentication failed; <see langword="null"/> if it did not fail.</summary>
    public Exception? AuthenticateFailure { get; init; }

    /// <summary>
    /// The <c>error</c> of the response (RFC 6750, section 3.1). Default: <c>invalid_token</c> where a key was refused, otherwise
    /// <see langword="null"/>.
    /// </summary>
    public string? Error { get; set; }

    /// <summary>The <c>error_description</c> of the response. Default: <see langword="null"/>, because a description helps an attacker who guesses.</summary>
    public string? ErrorDescription { get; set; }

    /// <summary>The <c>error_uri</c> of the response. Default: <see langword="null"/>.</summary>
    public string? ErrorUri { get; set; }

    /// <summary>Whether the app has written the response. Default: <see langword="false"/>.</summary>
    public bool Handled { get; private set; }

    /// <summary>Marks the response as written by the app. The handler then adds nothing to it.</summary>
    public void HandleResponse() => Handled = true;
}
