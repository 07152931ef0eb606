namespace WorkOs.AspNetCore;

/// <summary>
/// Writes the cookie of a stored session as the bare session id: 256 random bits need no further protection. The framework's own format puts the id
/// into an encrypted ticket, which is several times larger.
/// </summary>
internal sealed class SessionIdFormat(string cookieScheme) : ISecureDataFormat<AuthenticationTicket>
{
    // The claim in which CookieAuthenticationHandler passes the id of a stored ticket to its format, and expects it back.
    private const string SessionIdClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    public string Protect(AuthenticationTicket data) => Protect(data, purpose: null);

    public string Protect(AuthenticationTicket data, string? purpose) => data.Principal.FindFirstValue(SessionIdClaim)
        ?? throw new InvalidOperationException($"The cookie scheme '{cookieScheme}' has no session store: call AddWorkOsDistributedSessions for it again, or leave its TicketDataFormat alone.");

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, purpose: null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (SessionCookieText.TryParse(protectedText) is null)
        {
            return null;
        }

        var identity = new ClaimsIdentity([new Claim(SessionIdClaim, protectedText!)]);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), cookieScheme);
    }
}
