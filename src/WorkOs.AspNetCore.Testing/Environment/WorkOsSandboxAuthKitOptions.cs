using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The AuthKit settings of WorkOS's dashboard.</summary>
public sealed class WorkOsSandboxAuthKitOptions
{
    internal WorkOsSandboxAuthKitOptions()
    {
    }

    /// <summary>The lifetime of access tokens; 5 minutes by default.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long after its exchange a refresh token can be sent again and gets the same response; 30 seconds by default. After that it is refused.
    /// With zero, each refresh token is valid for one request.
    /// </summary>
    public TimeSpan RefreshTokenReplayWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a refresh token that is sent again for another organization also gets the same response, which is for the first organization. Default:
    /// <see langword="false"/>: it is refused.
    /// </summary>
    public bool ReplayRefreshForOtherOrganizations { get; set; }

    /// <summary>
    /// The issuer of access tokens. <c>{base}</c> stands for the sandbox's address without a trailing slash, and <c>{clientId}</c> for the client id.
    /// By default <c>{base}/user_management/{clientId}</c>, as in environments created since 2025; older ones have <c>{base}</c> or <c>{base}/</c>.
    /// </summary>
    public string Issuer { get; set; } = "{base}/user_management/{clientId}";

    /// <summary>
    /// The JWT template: claims that are added to access tokens, or that replace WorkOS's claims. A null value is omitted. A value such as
    /// <c>{{ user.email }}</c> is filled in: <c>user.id</c>, <c>user.email</c>, <c>user.first_name</c>, <c>user.last_name</c>, <c>organization.id</c>,
    /// <c>organization.name</c>, <c>organization_membership.role</c>, <c>organization_membership.permissions</c>. The claims <c>iss</c>, <c>sub</c>,
    /// <c>exp</c>, <c>iat</c>, <c>nbf</c> and <c>jti</c> are reserved. Empty by default.
    /// </summary>
    public IDictionary<string, JsonNode?> JwtTemplate { get; } = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);

    /// <summary>
    /// The URL that a sign-out without a registered <c>return_to</c> redirects to. With null, the default, it ends on a page of WorkOS without a link
    /// back.
    /// </summary>
    public Uri? DefaultSignOutRedirect { get; set; }

    /// <summary>
    /// The URL that webhooks are sent to, or null, the default, to send none. <see cref="WorkOsSandboxAuthKit.WebhookUrl"/> changes it after the
    /// start.
    /// </summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>The secret that webhooks are signed with. By default a new one for each sandbox.</summary>
    public string WebhookSecret { get; set; } = SandboxIds.NewSecret();

    /// <summary>
    /// The e-mail address of the impersonator for impersonations that start on the AuthKit page; <c>support@example.com</c> by default.
    /// </summary>
    public string ImpersonatorEmail { get; set; } = "support@example.com";
}
