namespace WorkOs.AspNetCore.Testing;

internal sealed record SandboxConnection(string Id, string? OrganizationId, string Type, string State)
{
    /// <summary>Null for one that the sandbox started with.</summary>
    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public bool IsActive => State == "active";

    /// <summary>OpenID Connect and OAuth connections always begin at the application.</summary>
    public bool AllowsIdpInitiated => Type.EndsWith("SAML", StringComparison.Ordinal) || Type == "TestIdp";

    /// <summary>How AuthKit says that somebody came through the connection.</summary>
    public string AuthenticationMethod => Type.EndsWith("OAuth", StringComparison.Ordinal) ? Type : "SSO";

    public bool AllowsSingleLogout => Type == "GenericOIDC";
}
