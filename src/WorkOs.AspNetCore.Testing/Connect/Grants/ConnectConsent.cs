namespace WorkOs.AspNetCore.Testing;

/// <summary>The scopes that a user granted to an application in one organization. Its id is the <c>sid</c> of the tokens.</summary>
internal sealed class ConnectConsent(string userId, string clientId, string? organizationId)
{
    private readonly HashSet<string> _scopes = new(StringComparer.Ordinal);

    public string Id { get; } = SandboxIds.New("app_consent_");

    public string UserId { get; } = userId;

    public string ClientId { get; } = clientId;

    public string? OrganizationId { get; } = organizationId;

    public bool IsWithdrawn { get; private set; }

    public bool Covers(IEnumerable<string> scopes) => _scopes.IsSupersetOf(scopes);

    public void Add(IEnumerable<string> scopes) => _scopes.UnionWith(scopes);

    public void Withdraw() => IsWithdrawn = true;
}
