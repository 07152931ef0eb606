namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /user_management/sessions/revoke</c>.</summary>
internal sealed record WorkOsRevokeRequest
{
    public required string SessionId { get; init; }
}
