namespace WorkOs.AspNetCore;

/// <summary>What WorkOS said to a refresh.</summary>
internal sealed record SessionGrant
{
    public required SessionTokens Tokens { get; init; }

    public required string Subject { get; init; }

    /// <summary>The organization that the session is in now; <see langword="null"/> when in none.</summary>
    public required string? Organization { get; init; }

    /// <summary>Whether answer and token name this organization, as far as each of them says.</summary>
    public required Func<string, bool> IsOf { get; init; }

    /// <summary>
    /// Adds the product's claims to an identity, and asks the app; not <see langword="null"/> when the app ends the session, and says why.
    /// The last argument is the organization before.
    /// </summary>
    public required Func<ClaimsIdentity, AuthenticationProperties, string?, Task<Exception?>> CompleteAsync { get; init; }
}
