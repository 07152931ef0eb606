using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /sso/token</c> and <c>POST /user_management/authenticate</c>.</summary>
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

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("organization_id")]
    public string? OrganizationId { get; init; }

    [JsonPropertyName("invitation_token")]
    public string? InvitationToken { get; init; }

    [JsonPropertyName("pending_authentication_token")]
    public string? PendingAuthenticationToken { get; init; }
}
