using System.Collections.Frozen;

namespace WorkOs.AspNetCore;

/// <summary>
/// Tells which names of a token's claims may become claims. A JWT template may call its claims anything, and
/// <see cref="ClaimsIdentity"/> compares types without case: a name that means something here is accepted in WorkOS's own
/// spelling only, or not at all where WorkOS says it elsewhere or never.
/// </summary>
internal sealed class ClaimNameGuard
{
    // What WorkOS says in no access token, and what `sub` and the roles become.
    private static readonly string[] NeverInTokens =
    [
        ClaimTypes.NameIdentifier, ClaimTypes.Role, WorkOsClaimTypes.AuthenticationMethod, WorkOsClaimTypes.ImpersonationReason,
        WorkOsClaimTypes.ConnectionId, WorkOsClaimTypes.ConnectionType, WorkOsClaimTypes.IdpId, WorkOsClaimTypes.TokenKind,
        WorkOsClaimTypes.ApiKeyId, WorkOsClaimTypes.ApiKeyName, WorkOsClaimTypes.ApiKeyOwner,
    ];

    // What only a template can say to an API, and the user says in a session.
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

    /// <summary>For a request with an access token, which is all that there is.</summary>
    public static ClaimNameGuard Bearer { get; } = new([.. TokenClaimNames.All, .. OfTemplates, .. OfThePerson], NeverInTokens);

    /// <summary>For a session, where the user comes beside the token, and the answer that both came in says who impersonates, and where.</summary>
    public static ClaimNameGuard Session { get; } = new(
        [.. TokenClaimNames.All, .. OfTemplates],
        [.. NeverInTokens, .. OfThePerson, WorkOsClaimTypes.OrganizationId, WorkOsClaimTypes.Impersonator]);

    /// <summary>
    /// For a session of Connect, where the user comes in the id_token, and the organization in the access token only. Its <c>sid</c>
    /// is the id of a consent, which is not one of a session.
    /// </summary>
    public static ClaimNameGuard Connect { get; } = new(
        [.. TokenClaimNames.All, .. OfTemplates],
        [.. NeverInTokens, .. OfThePerson, WorkOsClaimTypes.SessionId]);

    /// <summary>
    /// For a session of Connect at somebody else's environment. Its administrator decides about roles, permissions and the claims of JWT
    /// templates, and about nobody's rights in this app: what is left is what WorkOS itself says about the user and the grant.
    /// </summary>
    public static ClaimNameGuard ForeignEnvironment { get; } = new(
        [TokenClaimNames.Subject, TokenClaimNames.OrganizationId, TokenClaimNames.ClientId, TokenClaimNames.Scope, TokenClaimNames.Actor],
        [],
        acceptsOthers: false);

    /// <summary>Each name with the spelling in which it is accepted, if there is one.</summary>
    public FrozenDictionary<string, string?> Spellings { get; }

    /// <summary>Whether a name without a spelling is accepted as it is. So are the names of roles, which become <see cref="ClaimTypes.Role"/>.</summary>
    public bool AcceptsOthers { get; }
}
