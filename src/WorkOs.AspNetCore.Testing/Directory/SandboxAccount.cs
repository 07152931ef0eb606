using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>What an AuthKit user has besides name and e-mail, the same in all organizations.</summary>
internal sealed record SandboxAccount
{
    /// <summary>The id that the user was created with; null where it follows from the e-mail.</summary>
    public string? UserId { get; init; }

    /// <summary>The name in one piece, where it was given so.</summary>
    public string? Name { get; init; }

    public string? ExternalId { get; init; }

    public string? Locale { get; init; }

    public bool IsEmailVerified { get; init; } = true;

    public JsonObject Metadata { get; init; } = [];

    /// <summary>Null for a user whom the sandbox started with.</summary>
    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }
}
