using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The Connect settings of WorkOS's dashboard, and how the AuthKit domain behaves.</summary>
public sealed class WorkOsSandboxConnectOptions
{
    internal WorkOsSandboxConnectOptions()
    {
    }

    /// <summary>The loopback port of the AuthKit domain; 0, the default, lets the system choose one.</summary>
    public int Port { get; set; }

    /// <summary>The lifetime of access tokens of users; 5 minutes by default. <c>expires_in</c> is always one hour, as at WorkOS.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The lifetime of access tokens of machines; one hour by default. <c>expires_in</c> is always one hour.</summary>
    public TimeSpan MachineTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The JWT template of users' access tokens, like <see cref="WorkOsSandboxAuthKitOptions.JwtTemplate"/> for sessions. Connect's tokens have roles
    /// and permissions only if a template adds them. Empty by default.
    /// </summary>
    public IDictionary<string, JsonNode?> JwtTemplate { get; } = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);

    /// <summary>Whether there is a revocation endpoint, which the metadata then contains. Default: <see langword="false"/>.</summary>
    public bool AllowRevocation { get; set; }

    /// <summary>Whether clients can register dynamically (RFC 7591). Default: <see langword="false"/>.</summary>
    public bool AllowDynamicRegistration { get; set; }

    /// <summary>Whether a client id can be the URL of a client metadata document. Default: <see langword="false"/>.</summary>
    public bool AllowClientMetadataDocuments { get; set; }

    /// <summary>
    /// Whether a refresh token that is sent a second time ends the grant: the refresh token that it was exchanged for is refused from then on.
    /// Default: <see langword="true"/>. Otherwise only the second request is refused.
    /// </summary>
    public bool ReusedRefreshTokenEndsGrant { get; set; } = true;

    /// <summary>Whether an authorization request for <c>openid</c> requires a <c>nonce</c>. Default: <see langword="false"/>.</summary>
    public bool RequireNonce { get; set; }

    /// <summary>
    /// Whether a browser that has signed in skips the sign-in page at the next sign-in, as at WorkOS, where the AuthKit session continues after a
    /// sign-out of the application. Default: <see langword="true"/>.
    /// </summary>
    public bool RememberBrowsers { get; set; } = true;
}
