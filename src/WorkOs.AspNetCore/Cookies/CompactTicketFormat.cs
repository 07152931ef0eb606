using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// The format of the session cookie that this package adds. It is the framework's format with <see cref="CompactTicketSerializer"/>, which makes
/// the cookie smaller, because a browser sends it with every request.
/// </summary>
internal sealed class CompactTicketFormat : ISecureDataFormat<AuthenticationTicket>
{
    private readonly Lazy<SecureDataFormat<AuthenticationTicket>> _format;

    // Created on first use: until the options are complete, the app may still set its Data Protection provider.
    public CompactTicketFormat(CookieAuthenticationOptions options, string cookieScheme) =>
        _format = new(() => new SecureDataFormat<AuthenticationTicket>(
            new CompactTicketSerializer(),
            options.DataProtectionProvider!.CreateProtector(typeof(CompactTicketFormat).FullName!, cookieScheme, "v1")));

    public string Protect(AuthenticationTicket data) => _format.Value.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => _format.Value.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => _format.Value.Unprotect(protectedText);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => _format.Value.Unprotect(protectedText, purpose);
}
