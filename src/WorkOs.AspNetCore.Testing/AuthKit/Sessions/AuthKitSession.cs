using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>A session, from sign-in until it ends. Changed under the lock of <see cref="AuthKitSessions"/> only.</summary>
internal sealed class AuthKitSession(AuthKitGrant grant, string? organizationId, DateTimeOffset started)
{
    private static readonly TimeSpan ImpersonationLifetime = TimeSpan.FromMinutes(60);

    // Sessions without impersonation do not expire in the sandbox, but WorkOS's list always has an expiration time.
    private static readonly TimeSpan ListedLifetime = TimeSpan.FromDays(400);

    public string Id { get; } = SandboxIds.New("session_");

    public string UserId { get; } = grant.UserId;

    public string Method { get; } = grant.Impersonator is null ? grant.Method : "Impersonation";

    public Impersonator? Impersonator { get; } = grant.Impersonator;

    public bool IsPublicClient { get; } = grant.IsPublicClient;

    public DateTimeOffset Started { get; } = started;

    public DateTimeOffset? Expires { get; } = grant.Impersonator is null ? null : started + ImpersonationLifetime;

    public string? IpAddress { get; } = grant.IpAddress;

    public string? UserAgent { get; } = grant.UserAgent;

    public string? OrganizationId { get; set; } = organizationId;

    public DateTimeOffset Updated { get; set; } = started;

    public bool Ended { get; set; }

    public bool IsOver(DateTimeOffset now) => Ended || Expires <= now;

    public JsonObject ToJson(DateTimeOffset now) => new()
    {
        ["object"] = "session",
        ["id"] = Id,
        ["user_id"] = UserId,
        ["organization_id"] = OrganizationId,
        ["status"] = IsOver(now) ? "revoked" : "active",
        ["auth_method"] = ListedMethod,
        ["ip_address"] = IpAddress,
        ["user_agent"] = UserAgent,
        ["impersonator"] = Impersonator?.ToJson(),
        ["expires_at"] = (Expires ?? Started + ListedLifetime).ToWorkOsTime(),
        ["ended_at"] = IsOver(now) ? Updated.ToWorkOsTime() : null,
        ["created_at"] = Started.ToWorkOsTime(),
        ["updated_at"] = Updated.ToWorkOsTime(),
    };

    // The list of sessions uses other names than the response to a code.
    private string ListedMethod => Method switch
    {
        "SSO" => "sso",
        "Password" => "password",
        "Passkey" => "passkey",
        "MagicAuth" => "magic_code",
        "Impersonation" => "impersonation",
        _ => Method.EndsWith("OAuth", StringComparison.Ordinal) ? "oauth" : "unknown",
    };
}
