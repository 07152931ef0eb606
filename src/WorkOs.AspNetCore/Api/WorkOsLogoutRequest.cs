namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /sso/logout/authorize</c>.</summary>
internal sealed record WorkOsLogoutRequest
{
    public required string ProfileId { get; init; }
}
