using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>What <see cref="WorkOsBearerEvents.Challenge"/> gets.</summary>
public class WorkOsBearerChallengeContext : PropertiesContext<WorkOsBearerOptions>
{
    /// <summary>Makes the context of one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="properties">What the challenge was called with.</param>
    public WorkOsBearerChallengeContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options, AuthenticationProperties properties)
        : base(context, scheme, options, properties)
    {
    }

    /// <summary>Why the token was refused; <see cref="WorkOsTokenFailure.None"/> where there was none, or where an event refused it.</summary>
    public WorkOsTokenFailure TokenFailure { get; init; }

    /// <summary>The failure of authentication, if there was one.</summary>
    public Exception? AuthenticateFailure { get; init; }

    /// <summary>
    /// The <c>error</c> of the answer (RFC 6750 section 3.1): <c>invalid_token</c> where a token was refused, otherwise
    /// <see langword="null"/>.
    /// </summary>
    public string? Error { get; set; }

    /// <summary>The <c>error_description</c> of the answer. Default: none, because it would help whoever forges tokens.</summary>
    public string? ErrorDescription { get; set; }

    /// <summary>The <c>error_uri</c> of the answer. Default: none.</summary>
    public string? ErrorUri { get; set; }

    /// <summary>Whether the app has answered the request itself.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that the app has answered the request itself: nothing is added to the answer.</summary>
    public void HandleResponse() => Handled = true;
}
