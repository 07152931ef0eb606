namespace WorkOs.AspNetCore;

/// <summary>The tokens of a session, as WorkOS sent them together.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">The refresh token.</param>
/// <param name="IssuedAt">The access token's own date; <see langword="null"/> when it has none.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
internal sealed record SessionTokens(string Access, string Refresh, DateTimeOffset? IssuedAt, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(SessionTokens);
}
