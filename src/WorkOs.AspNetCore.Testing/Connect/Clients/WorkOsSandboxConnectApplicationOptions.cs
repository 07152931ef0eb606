namespace WorkOs.AspNetCore.Testing;

/// <summary>Options for a Connect application, as in WorkOS's dashboard.</summary>
public sealed class WorkOsSandboxConnectApplicationOptions
{
    internal WorkOsSandboxConnectApplicationOptions()
    {
    }

    /// <summary>The client id. By default a new one, <c>client_…</c>.</summary>
    public string ClientId { get; set; } = SandboxIds.New("client_");

    /// <summary>The client secret. By default a new one; null makes the application public: it has no secret, and PKCE is required.</summary>
    public string? ClientSecret { get; set; } = SandboxIds.NewSecret();

    /// <summary>The name that the consent page shows; <c>Example</c> by default.</summary>
    public string Name { get; set; } = "Example";

    /// <summary>
    /// The redirect URIs, compared exactly; a loopback host may have the port <c>*</c>. If the list is empty, <c>/signin-workos-connect</c> of
    /// loopback hosts is registered.
    /// </summary>
    public IList<string> RedirectUris { get; } = [];

    /// <summary>
    /// The permissions that the application can request as scopes, in addition to <c>openid profile email offline_access</c>. Empty by default.
    /// </summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>Whether the application is a first-party one, which needs no consent. Default: <see langword="true"/>.</summary>
    public bool IsFirstParty { get; set; } = true;

    /// <summary>Whether the application is a machine (M2M): client credentials only, no users. It needs an <see cref="OrganizationId"/>. Default: <see langword="false"/>.</summary>
    public bool IsMachine { get; set; }

    /// <summary>The organization that owns the application, for a machine or a third-party application; null, none, by default.</summary>
    public string? OrganizationId { get; set; }
}
