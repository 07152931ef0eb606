using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Who acts in a user's name.</summary>
internal sealed record Impersonator(string Email, string? Reason)
{
    public JsonObject ToJson() => new() { ["email"] = Email, ["reason"] = Reason };
}
