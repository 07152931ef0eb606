namespace WorkOs.AspNetCore;

/// <summary>The claims of an AuthKit access token. Immutable, because requests share the instance where validated tokens are cached.</summary>
internal sealed class AccessToken
{
    private const string ConsentPrefix = "app_consent_";

    public required string? Issuer { get; init; }

    /// <summary>The id of the user, or of the application for a machine's token.</summary>
    public required string? Subject { get; init; }

    /// <summary>The id of the session at WorkOS, or of the consent that a user gave an application.</summary>
    public required string? SessionId { get; init; }

    /// <summary>The id of the client that the token was issued to: a client of the WorkOS environment, or an application.</summary>
    public required string? ClientId { get; init; }

    public required string? OrganizationId { get; init; }

    /// <summary>The impersonator, if the session is an impersonation (<c>act.sub</c>).</summary>
    public required string? Actor { get; init; }

    /// <summary>Whether the token belongs to a session at WorkOS. A consent is not a session.</summary>
    public bool HasSession => !string.IsNullOrEmpty(SessionId) && !SessionId.StartsWith(ConsentPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an application requested the token for itself: there is no user, and <c>sub</c> is the application.</summary>
    public bool IsMachine => !string.IsNullOrEmpty(ClientId) && Subject == ClientId && string.IsNullOrEmpty(SessionId);

    public required IReadOnlyList<string> Audiences { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset? IssuedAt { get; init; }

    public required DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>The values about the user and the session, in the order of the token. Values that only validation uses are not included.</summary>
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
    /// Adds the token's claims to an identity: <c>sub</c> as <see cref="ClaimTypes.NameIdentifier"/> unless it is the id of a machine, each role once
    /// as <see cref="ClaimTypes.Role"/>, all others under their own names.
    /// </summary>
    /// <param name="identity">The identity to add the claims to.</param>
    /// <param name="roleClaim">
    /// The claim that contains the role, in addition to <c>roles</c>: <c>role</c>, unless a JWT template uses that name for something else.
    /// </param>
    /// <param name="issuer">The value of <see cref="Claim.Issuer"/>.</param>
    /// <param name="guard">Defines the names that become claims; other names are omitted.</param>
    /// <param name="facts">Further claims that are not in the token; those without a value are omitted.</param>
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
