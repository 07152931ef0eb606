namespace WorkOs.AspNetCore.Testing;

/// <summary>An invitation by e-mail. Immutable: a change creates a new object.</summary>
internal sealed record AuthKitInvitation
{
    public string Id { get; init; } = SandboxIds.New("invitation_");

    public required string Email { get; init; }

    public required string? OrganizationId { get; init; }

    public required string? InviterUserId { get; init; }

    public required string? RoleSlug { get; init; }

    public string Token { get; init; } = SandboxIds.NewSecret();

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public DateTimeOffset? Accepted { get; init; }

    public DateTimeOffset? Revoked { get; init; }

    public string? AcceptedUserId { get; init; }

    public bool IsPending(DateTimeOffset now) => State(now) == "pending";

    public string State(DateTimeOffset now) =>
        Accepted is not null ? "accepted" : Revoked is not null ? "revoked" : Expires <= now ? "expired" : "pending";

    public bool IsFor(string email) => string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);
}
