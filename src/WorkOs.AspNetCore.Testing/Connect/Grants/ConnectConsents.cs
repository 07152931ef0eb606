namespace WorkOs.AspNetCore.Testing;

/// <summary>The consents of one sandbox. A withdrawn consent is replaced by the next consent.</summary>
internal sealed class ConnectConsents
{
    private readonly Lock _lock = new();
    private readonly List<ConnectConsent> _consents = [];

    public bool Covers(string userId, string clientId, string? organizationId, IEnumerable<string> scopes)
    {
        lock (_lock)
        {
            return Find(userId, clientId, organizationId)?.Covers(scopes) ?? false;
        }
    }

    public ConnectConsent Give(string userId, string clientId, string? organizationId, IEnumerable<string> scopes)
    {
        lock (_lock)
        {
            var consent = Find(userId, clientId, organizationId);
            if (consent is null)
            {
                consent = new(userId, clientId, organizationId);
                _consents.Add(consent);
            }

            consent.Add(scopes);
            return consent;
        }
    }

    /// <summary>False if the user has not given this application consent.</summary>
    public bool Withdraw(string userId, string clientId)
    {
        lock (_lock)
        {
            var given = _consents.FindAll(consent => consent.UserId == userId && consent.ClientId == clientId && !consent.IsWithdrawn);
            given.ForEach(consent => consent.Withdraw());
            return given.Count > 0;
        }
    }

    private ConnectConsent? Find(string userId, string clientId, string? organizationId) => _consents.Find(consent =>
        !consent.IsWithdrawn && consent.UserId == userId && consent.ClientId == clientId && consent.OrganizationId == organizationId);
}
