using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /sso/token</c>.</summary>
internal sealed record WorkOsTokenRequest
{
    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    [JsonPropertyName("client_secret")]
    public required string ClientSecret { get; init; }

    [JsonPropertyName("grant_type")]
    public required string GrantType { get; init; }

    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("code_verifier")]
    public string? CodeVerifier { get; init; }
}
