using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>What a code or an access token stands for.</summary>
internal sealed record SsoGrant(JsonObject Profile, string? CodeChallenge, DateTimeOffset Expires);
