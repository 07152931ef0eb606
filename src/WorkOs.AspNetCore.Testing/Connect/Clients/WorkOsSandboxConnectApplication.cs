namespace WorkOs.AspNetCore.Testing;

/// <summary>A Connect application of the sandbox.</summary>
public sealed class WorkOsSandboxConnectApplication
{
    internal static readonly string[] StandardScopes = ["openid", "profile", "email", "offline_access"];

    internal WorkOsSandboxConnectApplication()
    {
    }

    /// <summary>The id of the application, <c>conn_app_…</c>.</summary>
    public string Id { get; } = SandboxIds.New("conn_app_");

    /// <summary>The client id to configure the application with.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client secret to configure the application with, or null for a public application.</summary>
    public required string? ClientSecret { get; init; }

    /// <summary>The name that the consent page shows.</summary>
    public required string Name { get; init; }

    /// <summary>The permissions that the application can request as scopes, in addition to <c>openid profile email offline_access</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether the application needs no consent.</summary>
    public bool IsFirstParty { get; init; }

    /// <summary>Whether the application is a machine (M2M).</summary>
    public bool IsMachine { get; init; }

    /// <summary>The organization that owns the application, or null.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether the application was registered dynamically, or is described by a client metadata document.</summary>
    public bool IsDynamicallyRegistered { get; init; }

    internal RedirectList RedirectUris { get; init; } = new([]);

    internal bool Allows(string scope) =>
        Scopes.Contains(scope, StringComparer.Ordinal) || (!IsMachine && StandardScopes.Contains(scope, StringComparer.Ordinal));
}
