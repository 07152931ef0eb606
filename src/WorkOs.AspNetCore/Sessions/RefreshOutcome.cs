using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>How an attempt to refresh a session ended, and what came of it.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Ticket">The newer ticket, shared by everyone who waited: clone before use.</param>
/// <param name="Failure">What WorkOS said, where it refused.</param>
/// <param name="RetryAfter">How long to leave WorkOS alone.</param>
internal sealed record RefreshOutcome(
    RefreshStatus Status,
    AuthenticationTicket? Ticket = null,
    WorkOsApiException? Failure = null,
    TimeSpan RetryAfter = default)
{
    private volatile bool _isStored = true;

    /// <summary>Whether the ticket is where the next request looks for it. Until it is, this outcome is all there is of it.</summary>
    public bool IsStored
    {
        get => _isStored;
        set => _isStored = value;
    }
}
