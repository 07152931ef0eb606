namespace WorkOs.AspNetCore;

/// <summary>The body of <c>POST /sso/token</c> and <c>POST /user_management/authenticate</c>.</summary>
internal sealed record WorkOsTokenRequest
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string GrantType { get; init; }

    public string? Code { get; init; }

    public string? CodeVerifier { get; init; }

    public string? RefreshToken { get; init; }

    public string? OrganizationId { get; init; }

    public string? InvitationToken { get; init; }

    public string? PendingAuthenticationToken { get; init; }

    public string? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    public override string ToString() => nameof(WorkOsTokenRequest);
}
