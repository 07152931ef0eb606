namespace WorkOs.AspNetCore.Testing;

internal sealed record SandboxConnection(string Id, string? OrganizationId, string Type, string State)
{
    /// <summary>Null if it existed when the sandbox started.</summary>
    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public bool IsActive => State == "active";

    /// <summary>Sign-in with OpenID Connect and OAuth connections always starts at the application.</summary>
    public bool AllowsIdpInitiated => Type.EndsWith("SAML", StringComparison.Ordinal) || Type == "TestIdp";

    /// <summary>The <c>authentication_method</c> of an AuthKit sign-in through the connection.</summary>
    public string AuthenticationMethod => Type.EndsWith("OAuth", StringComparison.Ordinal) ? Type : "SSO";

    public bool AllowsSingleLogout => Type == "GenericOIDC";
}
