namespace WorkOs.AspNetCore;

/// <summary>The tokens of a session, as WorkOS sent them together.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">The refresh token.</param>
/// <param name="IssuedAt">When the access token was issued, as it says itself; <see langword="null"/> if it does not say.</param>
/// <param name="ExpiresAt">When the access token expires.</param>
internal sealed record SessionTokens(string Access, string Refresh, DateTimeOffset? IssuedAt, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(SessionTokens);
}
