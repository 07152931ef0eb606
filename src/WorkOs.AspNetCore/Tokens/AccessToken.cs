namespace WorkOs.AspNetCore;

/// <summary>What an AuthKit access token says. Shared between requests where validated tokens are cached, so nothing in it changes once it is read.</summary>
internal sealed class AccessToken
{
    private const string ConsentPrefix = "app_consent_";

    public required string? Issuer { get; init; }

    /// <summary>The user's id.</summary>
    public required string? Subject { get; init; }

    /// <summary>The session at WorkOS, or the consent that a user gave an application.</summary>
    public required string? SessionId { get; init; }

    /// <summary>For whom it was issued: a client of the WorkOS environment, or an application.</summary>
    public required string? ClientId { get; init; }

    public required string? OrganizationId { get; init; }

    /// <summary>Who is acting as the user, where the session is an impersonation (<c>act.sub</c>).</summary>
    public required string? Actor { get; init; }

    /// <summary>Whether it belongs to a session at WorkOS, which a consent is not.</summary>
    public bool HasSession => !string.IsNullOrEmpty(SessionId) && !SessionId.StartsWith(ConsentPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an application asked for it in its own name: there is no user, and <c>sub</c> is the application.</summary>
    public bool IsMachine => !string.IsNullOrEmpty(ClientId) && Subject == ClientId && string.IsNullOrEmpty(SessionId);

    public required IReadOnlyList<string> Audiences { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset? IssuedAt { get; init; }

    public required DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>Every value that speaks about the user or the session, in the token's order; what only serves validation is not among them.</summary>
    public required IReadOnlyList<TokenClaim> Claims { get; init; }

    public bool HasAudienceOf(IReadOnlyList<string> accepted)
    {
        for (var i = 0; i < Audiences.Count; i++)
        {
            if (accepted.Contains(Audiences[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Adds the token's claims to an identity: <c>sub</c> as <see cref="ClaimTypes.NameIdentifier"/> unless it names a machine, each
    /// role once as <see cref="ClaimTypes.Role"/>, everything else under its own name.
    /// </summary>
    /// <param name="identity">Where the claims go.</param>
    /// <param name="roleClaim">The claim that holds the role, beside <c>roles</c>: <c>role</c>, unless a JWT template uses that for something else.</param>
    /// <param name="issuer">What <see cref="Claim.Issuer"/> is to be.</param>
    /// <param name="guard">Which names may become claims; the others are left out.</param>
    /// <param name="facts">What is said beside the token, as claims; those without a value are left out.</param>
    public void AddClaimsTo(
        ClaimsIdentity identity, string roleClaim, string issuer, ClaimNameGuard guard, IReadOnlyList<(string ClaimType, string? Value)>? facts = null)
    {
        foreach (var (name, value, valueType) in Claims)
        {
            if (name == TokenClaimNames.Subject)
            {
                if (!IsMachine)
                {
                    Add(ClaimTypes.NameIdentifier);
                }
            }
            else if (name == roleClaim || name == TokenClaimNames.Roles)
            {
                if (guard.AcceptsOthers && !identity.HasClaim(ClaimTypes.Role, value))
                {
                    Add(ClaimTypes.Role);
                }
            }
            else if ((guard.Spellings.TryGetValue(name, out var spelling) ? spelling == name : guard.AcceptsOthers)
                && !name.Equals(roleClaim, StringComparison.OrdinalIgnoreCase))
            {
                Add(name);
            }

            void Add(string type) => identity.AddClaim(new Claim(type, value, valueType, issuer, issuer, identity));
        }

        foreach (var (type, value) in facts ?? [])
        {
            if (value is not null)
            {
                identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, issuer));
            }
        }
    }
}
