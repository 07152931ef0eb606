using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>A registered resource indicator.</summary>
internal sealed record ConnectResource(string Uri, bool IsDefault)
{
    public string Id { get; } = SandboxIds.New("authkit_oauth_resource_");

    public JsonObject ToJson() => new()
    {
        ["object"] = "authkit_oauth_resource",
        ["id"] = Id,
        ["uri"] = Uri,
        ["default"] = IsDefault,
    };
}
