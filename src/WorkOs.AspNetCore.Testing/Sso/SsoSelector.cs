using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Follows <c>connection</c>, <c>organization</c> or <c>provider</c>; exactly one of them.</summary>
internal sealed class SsoSelector(SandboxDirectory directory)
{
    private const string ImplicitPrefix = "conn_";

    private static readonly string[] Providers =
    [
        "AppleOAuth", "BitbucketOAuth", "GitHubOAuth", "GitLabOAuth", "GoogleOAuth", "IntuitOAuth", "LinkedInOAuth",
        "MicrosoftOAuth", "SalesforceOAuth", "SlackOAuth", "VercelMarketplaceOAuth", "VercelOAuth", "XeroOAuth",
    ];

    public SsoSelection Select(IQueryCollection query)
    {
        if (query.ContainsKey("domain"))
        {
            return SsoSelection.Refused(
                "domain_connection_selector_not_allowed",
                "The domain connection selector is no longer valid for this endpoint. Use connection, organization or provider.");
        }

        string? connection = query["connection"], organization = query["organization"], provider = query["provider"];
        return (connection, organization, provider) switch
        {
            ({ Length: > 0 }, null, null) => ByConnection(connection),
            (null, { Length: > 0 }, null) => ByOrganization(organization),
            (null, null, { Length: > 0 }) => ByProvider(provider),
            _ => SsoSelection.Refused(
                "invalid_connection_selector",
                "A valid connection selector is required: exactly one of connection, organization and provider."),
        };
    }

    /// <summary>The type of a connection that exists only because its provider was asked for.</summary>
    public static string? ProviderOf(string? connectionId) =>
        Array.Find(Providers, provider => ImplicitConnection(provider) == connectionId);

    public SsoSelection ByConnection(string id) => directory.Connection(id) switch
    {
        null => SsoSelection.Refused("connection_invalid", "No connection has this id."),
        { IsActive: false } => SsoSelection.Refused("connection_unlinked", "The connection is not active."),
        var connection => At(connection),
    };

    public SsoSelection ByOrganization(string id)
    {
        if (directory.Organization(id) is null)
        {
            return SsoSelection.Refused("organization_invalid", "No organization has this id.");
        }

        var connections = directory.Connections.Where(connection => connection.OrganizationId == id).ToList();
        var active = connections.Where(connection => connection.IsActive).ToList();
        return (active.Count, connections.Count) switch
        {
            (1, _) => At(active[0]),
            (> 1, _) => SsoSelection.Refused(
                "ambiguous_connection_selector", "The organization has several connections. Use the connection parameter."),
            (_, 0) => SsoSelection.Refused("organization_invalid", "No connection associated with organization"),
            _ => SsoSelection.Refused("connection_unlinked", "The organization's connection is not active."),
        };
    }

    /// <summary>
    /// Without a connection of that type the provider knows everyone, as WorkOS's staging environments come with
    /// credentials for the common providers.
    /// </summary>
    public SsoSelection ByProvider(string provider)
    {
        var connections = directory.Connections.Where(connection => connection.IsActive && connection.Type == provider).ToList();
        if (connections.Count == 0 && !Providers.Contains(provider, StringComparer.Ordinal))
        {
            return SsoSelection.Refused("invalid_connection_selector", "This provider is not known.");
        }

        if (connections.Count(connection => connection.OrganizationId is null) > 1)
        {
            return SsoSelection.Refused("connection_strategy_invalid", "The provider has several strategies in this environment.");
        }

        var people = connections.SelectMany(directory.PeopleOf).ToList();
        if (people.Count == 0)
        {
            var connection = connections.FirstOrDefault();
            people = [.. directory.People.Select(person => person with
            {
                ConnectionId = connection?.Id ?? ImplicitConnection(provider),
                OrganizationId = connection?.OrganizationId,
                Roles = [],
                Groups = [],
            })];
        }

        return new(
            $"Sign in with {provider}",
            "The provider's page in the WorkOS sandbox. No password is needed.",
            [.. people.DistinctBy(person => person.Email, StringComparer.OrdinalIgnoreCase)]);
    }

    private SsoSelection At(SandboxConnection connection) => new(
        $"Sign in to {directory.Organization(connection.OrganizationId)?.Name ?? connection.Id}",
        $"The identity provider of {connection.Id} ({connection.Type}) in the WorkOS sandbox. No password is needed.",
        directory.PeopleOf(connection));

    private static string ImplicitConnection(string provider) => ImplicitPrefix + provider.ToLowerInvariant();
}
