using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// The format of the session cookie that this package adds: as the framework's, but with <see cref="CompactTicketSerializer"/>,
/// because a browser sends the cookie with every request.
/// </summary>
internal sealed class CompactTicketFormat : ISecureDataFormat<AuthenticationTicket>
{
    private readonly Lazy<SecureDataFormat<AuthenticationTicket>> _format;

    // Not before it is used: until the options are complete, the app may still choose its Data Protection provider.
    public CompactTicketFormat(CookieAuthenticationOptions options, string cookieScheme) =>
        _format = new(() => new SecureDataFormat<AuthenticationTicket>(
            new CompactTicketSerializer(),
            options.DataProtectionProvider!.CreateProtector(typeof(CompactTicketFormat).FullName!, cookieScheme, "v1")));

    public string Protect(AuthenticationTicket data) => _format.Value.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => _format.Value.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => _format.Value.Unprotect(protectedText);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => _format.Value.Unprotect(protectedText, purpose);
}
