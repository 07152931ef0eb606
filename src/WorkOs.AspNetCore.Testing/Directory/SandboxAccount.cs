using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The properties of an AuthKit user besides name and e-mail address. They are the same in all organizations.</summary>
internal sealed record SandboxAccount
{
    /// <summary>The id that the user was created with; null if it is derived from the e-mail address.</summary>
    public string? UserId { get; init; }

    /// <summary>The full name, if it was given as a single value.</summary>
    public string? Name { get; init; }

    public string? ExternalId { get; init; }

    public string? Locale { get; init; }

    public bool IsEmailVerified { get; init; } = true;

    public JsonObject Metadata { get; init; } = [];

    /// <summary>Null if the user existed when the sandbox started.</summary>
    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }
}
