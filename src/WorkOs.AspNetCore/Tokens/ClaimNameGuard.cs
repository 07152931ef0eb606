using System.Collections.Frozen;

namespace WorkOs.AspNetCore;

/// <summary>
/// Decides which names in a token may become claim types. A JWT template can use any names, and <see cref="ClaimsIdentity"/> compares types
/// case-insensitively. Therefore, a name with a meaning in this package is accepted only in WorkOS's own spelling, or never if WorkOS sends the value
/// elsewhere or not at all.
/// </summary>
internal sealed class ClaimNameGuard
{
    // Types that WorkOS never uses in access tokens, and those that `sub` and the roles become.
    private static readonly string[] NeverInTokens =
    [
        ClaimTypes.NameIdentifier, ClaimTypes.Role, WorkOsClaimTypes.AuthenticationMethod, WorkOsClaimTypes.ImpersonationReason,
        WorkOsClaimTypes.ConnectionId, WorkOsClaimTypes.ConnectionType, WorkOsClaimTypes.IdpId, WorkOsClaimTypes.TokenKind,
        WorkOsClaimTypes.ApiKeyId, WorkOsClaimTypes.ApiKeyName, WorkOsClaimTypes.ApiKeyOwner,
    ];

    // Types that describe the user: for an API, only a JWT template adds them to the token; in a session, they come from the user.
    private static readonly string[] OfThePerson =
    [
        ClaimTypes.Name, ClaimTypes.Email, ClaimTypes.GivenName, ClaimTypes.Surname,
        WorkOsClaimTypes.Picture, WorkOsClaimTypes.EmailVerified, WorkOsClaimTypes.ExternalId,
    ];

    private static readonly string[] OfTemplates = ["name", WorkOsClaimTypes.Group];

    private ClaimNameGuard(IEnumerable<string> accepted, IEnumerable<string> refused, bool acceptsOthers = true)
    {
        AcceptsOthers = acceptsOthers;
        var spellings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in accepted)
        {
            spellings[name] = name;
        }

        foreach (var name in refused)
        {
            spellings[name] = null;
        }

        Spellings = spellings.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>For requests with an access token, which is the only source of claims.</summary>
    public static ClaimNameGuard Bearer { get; } = new([.. TokenClaimNames.All, .. OfTemplates, .. OfThePerson], NeverInTokens);

    /// <summary>For sessions of AuthKit, where the user, the impersonator and the organization come from the response that contains the token.</summary>
    public static ClaimNameGuard Session { get; } = new(
        [.. TokenClaimNames.All, .. OfTemplates],
        [.. NeverInTokens, .. OfThePerson, WorkOsClaimTypes.OrganizationId, WorkOsClaimTypes.Impersonator]);

    /// <summary>
    /// For sessions of Connect, where the user comes from the id_token, and the organization only from the access token. The <c>sid</c> of the access
    /// token is the id of a consent, not of a session.
    /// </summary>
    public static ClaimNameGuard Connect { get; } = new(
        [.. TokenClaimNames.All, .. OfTemplates],
        [.. NeverInTokens, .. OfThePerson, WorkOsClaimTypes.SessionId]);

    /// <summary>
    /// For sessions of Connect with the environment of another company. Its administrators control roles, permissions and the claims of JWT
    /// templates, which must not grant rights in this app. Only values that WorkOS itself sets about the user and the grant are accepted.
    /// </summary>
    public static ClaimNameGuard ForeignEnvironment { get; } = new(
        [TokenClaimNames.Subject, TokenClaimNames.OrganizationId, TokenClaimNames.ClientId, TokenClaimNames.Scope, TokenClaimNames.Actor],
        [],
        acceptsOthers: false);

    /// <summary>Maps each name to the only accepted spelling; null for a name that is never accepted.</summary>
    public FrozenDictionary<string, string?> Spellings { get; }

    /// <summary>
    /// Whether names that are not in <see cref="Spellings"/> are accepted unchanged, and the names of roles, which become
    /// <see cref="ClaimTypes.Role"/>.
    /// </summary>
    public bool AcceptsOthers { get; }
}
