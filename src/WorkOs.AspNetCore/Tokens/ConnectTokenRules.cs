namespace WorkOs.AspNetCore;

/// <summary>
/// The rules by which a token of an AuthKit domain is an access token for this API. The audience of a user's token is a resource, that of a machine's
/// token is the WorkOS environment. ID tokens have the same issuer, the same keys and no <c>typ</c>; they are recognized by the missing
/// <c>client_id</c>.
/// </summary>
internal sealed class ConnectTokenRules
{
    private const string SessionPrefix = "session_";

    public required IReadOnlyList<string> UserAudiences { get; init; }

    /// <summary>The accepted audiences of machines' tokens. Empty: no machine is accepted.</summary>
    public required IReadOnlyList<string> MachineAudiences { get; init; }

    /// <summary>The applications whose tokens are accepted. Empty: all.</summary>
    public IReadOnlyList<string> ClientIds { get; init; } = [];

    /// <summary>Whether a machine's token must have an audience at all.</summary>
    public bool RequireMachineAudience { get; init; } = true;

    public bool AcceptsClient(AccessToken token) => ClientIds.Count == 0 || (token.ClientId is { } clientId && ClientIds.Contains(clientId));

    /// <summary>Whether any audience is accepted for tokens of this kind.</summary>
    public bool AcceptsAnyOf(AccessToken token) => (token.IsMachine ? MachineAudiences : UserAudiences).Count > 0;

    public WorkOsTokenFailure FindFault(AccessToken token)
    {
        if (string.IsNullOrEmpty(token.ClientId))
        {
            return WorkOsTokenFailure.MissingClient;
        }

        if (!AcceptsClient(token))
        {
            return WorkOsTokenFailure.InvalidClient;
        }

        if (token.IsMachine)
        {
            return WorkOsTokenFailure.None;
        }

        // Tokens of AuthKit sessions are refused, too, in case WorkOS issues them from this domain in the future: they are not for applications.
        return string.IsNullOrEmpty(token.Subject) ? WorkOsTokenFailure.MissingSubject
            : string.IsNullOrEmpty(token.SessionId) ? WorkOsTokenFailure.MissingSession
            : token.Subject == token.ClientId || token.SessionId.StartsWith(SessionPrefix, StringComparison.OrdinalIgnoreCase) ? WorkOsTokenFailure.UnknownKind
            : WorkOsTokenFailure.None;
    }

    public IReadOnlyList<string> AudiencesFor(AccessToken token) =>
        !token.IsMachine ? UserAudiences
        : RequireMachineAudience || token.Audiences.Count > 0 ? MachineAudiences
        : [];
}
