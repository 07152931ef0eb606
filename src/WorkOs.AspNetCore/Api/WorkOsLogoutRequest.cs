using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /sso/logout/authorize</c>.</summary>
internal sealed record WorkOsLogoutRequest
{
    [JsonPropertyName("profile_id")]
    public required string ProfileId { get; init; }
}
