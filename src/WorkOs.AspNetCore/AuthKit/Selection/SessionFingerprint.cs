using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Tells one session of a browser from the next, in the app's default scheme: a hash of who is signed in and of WorkOS's id of
/// the session, so that a refresh changes nothing; empty where nobody is signed in.
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

    /// <summary>As <see cref="Of"/>, also before the authentication middleware has said who the user of the request is.</summary>
    public static async Task<string> ReadAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        return await schemes.GetDefaultAuthenticateSchemeAsync() is { } scheme
            ? Of((await context.AuthenticateAsync(scheme.Name)).Principal)
            : string.Empty;
    }
}
