namespace WorkOs.AspNetCore.Testing;

/// <summary>Options for an API key of a customer.</summary>
public sealed class WorkOsSandboxApiKeyOptions
{
    internal WorkOsSandboxApiKeyOptions()
    {
    }

    /// <summary>The secret, which begins with <c>sk_</c>. By default a new one.</summary>
    public string Value { get; set; } = "sk_" + SandboxIds.NewSecret();

    /// <summary>The name; <c>API key</c> by default.</summary>
    public string Name { get; set; } = "API key";

    /// <summary>The id of the member who owns the key; null, the default, for a key of the organization.</summary>
    public string? UserId { get; set; }

    /// <summary>When the key expires; null, the default, for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The permission slugs; empty by default.</summary>
    public IList<string> Permissions { get; } = [];

    internal void AddPermissions(IEnumerable<string> permissions)
    {
        foreach (var permission in permissions)
        {
            Permissions.Add(permission);
        }
    }
}
