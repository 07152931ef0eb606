using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The person who is signed in as another user.</summary>
internal sealed record Impersonator(string Email, string? Reason)
{
    public JsonObject ToJson() => new() { ["email"] = Email, ["reason"] = Reason };
}
