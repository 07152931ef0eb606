using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Identifies a session of a browser in the app's default scheme: a hash of the user and of WorkOS's session id, which a refresh does not change;
/// empty if the request is unauthenticated.
/// </summary>
internal static class SessionFingerprint
{
    public static string Of(ClaimsPrincipal? user) => user?.Identity?.IsAuthenticated == true
        ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n',
            user.FindFirstValue(WorkOsClaimTypes.SessionId),
            user.FindFirstValue(ClaimTypes.NameIdentifier),
            user.Identity.Name))))
        : string.Empty;

    /// <summary>As <see cref="Of"/>, but also works before the authentication middleware has set the user of the request.</summary>
    public static async Task<string> ReadAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        return await schemes.GetDefaultAuthenticateSchemeAsync() is { } scheme
            ? Of((await context.AuthenticateAsync(scheme.Name)).Principal)
            : string.Empty;
    }
}
