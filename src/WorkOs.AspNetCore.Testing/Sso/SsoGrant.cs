using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>What a code stands for.</summary>
internal sealed record SsoGrant(JsonObject Profile, string? CodeChallenge);
