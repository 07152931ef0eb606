namespace WorkOs.AspNetCore.Testing;

/// <summary>Finds the people who can sign in through a connection, an organization or a provider.</summary>
internal sealed class ConnectionSelector(SandboxDirectory directory)
{
    private const string ImplicitPrefix = "conn_";

    private static readonly string[] Providers =
    [
        "AppleOAuth", "BitbucketOAuth", "GitHubOAuth", "GitLabOAuth", "GoogleOAuth", "IntuitOAuth", "LinkedInOAuth",
        "MicrosoftOAuth", "SalesforceOAuth", "SlackOAuth", "VercelMarketplaceOAuth", "VercelOAuth", "XeroOAuth",
    ];

    /// <summary>The provider of an implicit connection, which exists only for sign-in by provider.</summary>
    public static string? ProviderOf(string? connectionId) =>
        Array.Find(Providers, provider => ImplicitConnection(provider) == connectionId);

    public SignInSelection ByConnection(string id) => directory.Connection(id) switch
    {
        null => SignInSelection.Refused("connection_invalid", "No connection has this id."),
        { IsActive: false } => SignInSelection.Refused("connection_unlinked", "The connection is not active."),
        var connection => At(connection),
    };

    public SignInSelection ByOrganization(string id)
    {
        if (directory.Organization(id) is null)
        {
            return SignInSelection.Refused("organization_invalid", "No organization has this id.");
        }

        var connections = directory.Connections.Where(connection => connection.OrganizationId == id).ToList();
        var active = connections.Where(connection => connection.IsActive).ToList();
        return (active.Count, connections.Count) switch
        {
            (1, _) => At(active[0]),
            (> 1, _) => SignInSelection.Refused(
                "ambiguous_connection_selector", "The organization has several connections. Use the connection parameter."),
            (_, 0) => SignInSelection.Refused("organization_invalid", "No connection associated with organization"),
            _ => SignInSelection.Refused("connection_unlinked", "The organization's connection is not active."),
        };
    }

    /// <summary>
    /// Without a connection of that type, all people can sign in, because WorkOS's staging environments have credentials for the common providers.
    /// </summary>
    public SignInSelection ByProvider(string provider)
    {
        var connections = directory.Connections.Where(connection => connection.IsActive && connection.Type == provider).ToList();
        if (connections.Count == 0 && !Providers.Contains(provider, StringComparer.Ordinal))
        {
            return SignInSelection.Refused("invalid_connection_selector", "This provider is not known.");
        }

        if (connections.Count(connection => connection.OrganizationId is null) > 1)
        {
            return SignInSelection.Refused("connection_strategy_invalid", "The provider has several strategies in this environment.");
        }

        var people = connections.SelectMany(directory.PeopleOf).ToList();
        if (people.Count == 0)
        {
            var connection = connections.FirstOrDefault();
            people = [.. directory.People.Select(person => person.OutsideOrganizations() with
            {
                ConnectionId = connection?.Id ?? ImplicitConnection(provider),
                OrganizationId = connection?.OrganizationId,
            })];
        }

        return new(
            $"Sign in with {provider}",
            "The provider's page in the WorkOS sandbox. No password is needed.",
            [.. people.DistinctBy(person => person.Email, StringComparer.OrdinalIgnoreCase)]);
    }

    private SignInSelection At(SandboxConnection connection) => new(
        $"Sign in to {directory.Organization(connection.OrganizationId)?.Name ?? connection.Id}",
        $"The identity provider of {connection.Id} ({connection.Type}) in the WorkOS sandbox. No password is needed.",
        directory.PeopleOf(connection))
    {
        Newcomer = email => Newcomer(connection, email),
    };

    /// <summary>
    /// A person who signs in for the first time. The person is added to the directory if the organization accepts the e-mail address.
    /// </summary>
    private WorkOsSandboxPerson? Newcomer(SandboxConnection connection, string email)
    {
        if (email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == email.Length - 1))
        {
            return null;
        }

        var user = directory.UserByEmail(email) ?? new() { Email = email, IdpId = SandboxIds.Derive("idp_", email.ToLowerInvariant()) };
        var person = directory.WithRoles(
            user.OutsideOrganizations() with { OrganizationId = connection.OrganizationId, ConnectionId = connection.Id }, []);
        if (directory.Organization(connection.OrganizationId)?.Accepts(email) != false)
        {
            directory.Add(person);
        }

        return person;
    }

    private static string ImplicitConnection(string provider) => ImplicitPrefix + provider.ToLowerInvariant();
}
