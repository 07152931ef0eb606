using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>The user whom the app sees in this request: the session of its default scheme, whoever made it.</summary>
/// <param name="Principal">The user.</param>
/// <param name="Scheme">The remote scheme that the session was signed in by; <see langword="null"/> where it does not say.</param>
internal sealed record CurrentSession(ClaimsPrincipal Principal, string? Scheme)
{
    // What identifies a person, the best first; a name or an e-mail address can change or be given to another.
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

    /// <summary>What the user is called, where the session says it.</summary>
    public string? Name => Principal.Identity?.Name is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    /// <summary>A hash that is the same for the same user of the same issuer, and for nobody else.</summary>
    public string PersonKey
    {
        get
        {
            var claims = IdTypes.Select(Principal.FindFirst).FirstOrDefault(claim => claim is not null) is { } id ? [id] : Principal.Claims;
            var text = new StringBuilder();
            foreach (var part in claims.SelectMany(claim => new[] { claim.Type, claim.Value, claim.Issuer }))
            {
                // With its length, so that what stands in one part cannot pass for two.
                text.Append(part.Length).Append(':').Append(part);
            }

            return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }
}
