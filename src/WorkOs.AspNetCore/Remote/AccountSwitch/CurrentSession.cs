using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>The user of this request: the session of the app's default authenticate scheme, whichever scheme has created it.</summary>
/// <param name="Principal">The user.</param>
/// <param name="Scheme">The remote scheme that created the session; <see langword="null"/> if the session does not contain its name.</param>
internal sealed record CurrentSession(ClaimsPrincipal Principal, string? Scheme)
{
    // The claims that identify a user, the most reliable first. A name or an e-mail address can change, or be assigned to another user.
    private static readonly string[] IdTypes = ["sub", ClaimTypes.NameIdentifier, ClaimTypes.Upn];

    public static async Task<CurrentSession?> FindAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        if (await schemes.GetDefaultAuthenticateSchemeAsync() is not { } scheme)
        {
            return null;
        }

        var session = await context.AuthenticateAsync(scheme.Name);
        return session.Principal?.Identities.Any(identity => identity.IsAuthenticated) == true
            ? new(session.Principal, session.Properties?.Items.TryGetValue(SignInState.SchemeKey, out var by) == true ? by : null)
            : null;
    }

    /// <summary>The name of the user; <see langword="null"/> if the session has none.</summary>
    public string? Name => Principal.Identity?.Name is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    /// <summary>A hash that is the same for the same user of the same issuer, and differs for any other user.</summary>
    public string PersonKey
    {
        get
        {
            var claims = IdTypes.Select(Principal.FindFirst).FirstOrDefault(claim => claim is not null) is { } id ? [id] : Principal.Claims;
            var text = new StringBuilder();
            foreach (var part in claims.SelectMany(claim => new[] { claim.Type, claim.Value, claim.Issuer }))
            {
                // Each part is preceded by its length, so that different parts cannot produce the same text.
                text.Append(part.Length).Append(':').Append(part);
            }

            return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }
}
