namespace WorkOs.AspNetCore.Testing;

/// <summary>An authenticated person who does not have a session yet.</summary>
internal sealed record AuthKitGrant
{
    public required string UserId { get; init; }

    public required string? OrganizationId { get; init; }

    public required string Method { get; init; }

    public required string? CodeChallenge { get; init; }

    public required Impersonator? Impersonator { get; init; }

    public bool IsPublicClient { get; init; }

    /// <summary>The IP address of the person's browser, as the application sent it.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The user agent of the person's browser, as the application sent it.</summary>
    public string? UserAgent { get; init; }
}
