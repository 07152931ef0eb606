namespace WorkOs.AspNetCore;

/// <summary>A scheme whose sessions follow one at WorkOS.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Options">Its options.</param>
/// <param name="Product">The product that it signs in with.</param>
internal sealed record SessionScheme(AuthenticationScheme Scheme, WorkOsSessionOptions Options, SessionProduct Product)
{
    public string Name => Scheme.Name;

    /// <summary>The issuer of the claims that come from WorkOS.</summary>
    public string ClaimsIssuer => Options.ClaimsIssuer ?? Scheme.Name;
}
