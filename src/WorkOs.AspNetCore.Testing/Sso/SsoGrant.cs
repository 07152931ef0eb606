using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The grant that a code was issued for.</summary>
internal sealed record SsoGrant(JsonObject Profile, string? CodeChallenge);
