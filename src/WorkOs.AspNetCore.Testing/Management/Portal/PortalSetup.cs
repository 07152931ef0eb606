namespace WorkOs.AspNetCore.Testing;

/// <summary>The changes that an administrator makes in the portal.</summary>
internal sealed class PortalSetup(AuthKitEnvironment authKit, OrganizationShapes shapes)
{
    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

    /// <summary>The identity providers to choose from: the connection type, and its name.</summary>
    public static IReadOnlyList<(string Type, string Name)> Providers { get; } =
    [
        ("OktaSAML", "Okta"), ("AzureSAML", "Microsoft Entra ID"), ("GoogleSAML", "Google Workspace"), ("GenericSAML", "Another one, with SAML"),
        ("GenericOIDC", "Another one, with OpenID Connect"),
    ];

    /// <summary>Activates the connection of an organization, a new one if there is none.</summary>
    public async Task ActivateAsync(SandboxOrganization organization, string type, CancellationToken cancellationToken)
    {
        var now = authKit.Environment.Clock.GetUtcNow();
        var connection = _directory.Connections.FirstOrDefault(connection => connection.OrganizationId == organization.Id) is { } existing
            ? existing with { Type = type, State = "active", Updated = now }
            : new SandboxConnection(SandboxIds.New("conn_"), organization.Id, type, "active") { Created = now, Updated = now };
        _directory.Save(connection);
        await authKit.NotifyAsync(WorkOsSandboxWebhookEvents.ConnectionActivated, shapes.Of(connection), cancellationToken);
    }

    /// <summary>Verifies a domain, and adds it if the organization does not have it. Returns false if the text is not a domain.</summary>
    public bool TryVerify(SandboxOrganization organization, string domain)
    {
        var name = domain.Trim().ToLowerInvariant();
        if (Uri.CheckHostName(name) != UriHostNameType.Dns || !name.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        var now = authKit.Environment.Clock.GetUtcNow();
        var before = organization.Domains.Find(other => other.Name == name);
        var verified = new SandboxDomain(name, "verified") { Created = before is null ? now : before.Created, Updated = now };
        _directory.Save(organization with { Domains = [.. organization.Domains.Where(other => other.Name != name), verified] });
        return true;
    }
}
