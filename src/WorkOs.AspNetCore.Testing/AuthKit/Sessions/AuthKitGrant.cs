namespace WorkOs.AspNetCore.Testing;

/// <summary>A person who proved who they are, on the way to a session.</summary>
internal sealed record AuthKitGrant
{
    public required string UserId { get; init; }

    public required string? OrganizationId { get; init; }

    public required string Method { get; init; }

    public required string? CodeChallenge { get; init; }

    public required Impersonator? Impersonator { get; init; }

    public bool IsPublicClient { get; init; }

    /// <summary>The address that the application named for the person's browser.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The user agent that the application named.</summary>
    public string? UserAgent { get; init; }
}
