using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>An API key of a customer.</summary>
public sealed class WorkOsSandboxApiKey
{
    internal WorkOsSandboxApiKey()
    {
    }

    /// <summary>The id, <c>api_key_…</c>.</summary>
    public string Id { get; } = SandboxIds.New("api_key_");

    /// <summary>The secret that its owner sends, <c>sk_…</c>.</summary>
    public required string Value { get; init; }

    /// <summary>The name that its owner gave it.</summary>
    public required string Name { get; init; }

    /// <summary>The organization that owns the key, or that its owner is a member of.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The user who owns the key, or null if the organization owns it.</summary>
    public required string? UserId { get; init; }

    /// <summary>The permission slugs.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>When it expires, or null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    internal DateTimeOffset Created { get; init; }

    internal JsonObject ToJson(DateTimeOffset? lastUsed) => new()
    {
        ["object"] = "api_key",
        ["id"] = Id,
        ["owner"] = UserId is null
            ? new JsonObject { ["type"] = "organization", ["id"] = OrganizationId }
            : new JsonObject { ["type"] = "user", ["id"] = UserId, ["organization_id"] = OrganizationId },
        ["name"] = Name,
        ["obfuscated_value"] = $"sk_...{Value[^4..]}",
        ["permissions"] = Permissions.ToJsonArray(),
        ["last_used_at"] = lastUsed?.ToWorkOsTime(),
        ["expires_at"] = ExpiresAt?.ToWorkOsTime(),
        ["created_at"] = Created.ToWorkOsTime(),
        ["updated_at"] = Created.ToWorkOsTime(),
    };
}
