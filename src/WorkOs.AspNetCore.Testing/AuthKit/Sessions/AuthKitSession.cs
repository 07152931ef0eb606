using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>A session, from sign-in until it ends. Changed under the lock of <see cref="AuthKitSessions"/> only.</summary>
internal sealed class AuthKitSession(AuthKitGrant grant, string? organizationId, DateTimeOffset started)
{
    private static readonly TimeSpan ImpersonationLifetime = TimeSpan.FromMinutes(60);

    public string Id { get; } = SandboxIds.New("session_");

    public string UserId { get; } = grant.UserId;

    public string Method { get; } = grant.Impersonator is null ? grant.Method : "Impersonation";

    public Impersonator? Impersonator { get; } = grant.Impersonator;

    public bool IsPublicClient { get; } = grant.IsPublicClient;

    public DateTimeOffset Started { get; } = started;

    public DateTimeOffset? Expires { get; } = grant.Impersonator is null ? null : started + ImpersonationLifetime;

    public string? OrganizationId { get; set; } = organizationId;

    public bool Ended { get; set; }

    public bool IsOver(DateTimeOffset now) => Ended || Expires <= now;

    public JsonObject ToJson(DateTimeOffset now) => new()
    {
        ["object"] = "session",
        ["id"] = Id,
        ["user_id"] = UserId,
        ["organization_id"] = OrganizationId,
        ["status"] = IsOver(now) ? "revoked" : "active",
        ["auth_method"] = Method,
        ["impersonator"] = Impersonator?.ToJson(),
        ["created_at"] = Started.ToWorkOsTime(),
        ["updated_at"] = now.ToWorkOsTime(),
    };
}
