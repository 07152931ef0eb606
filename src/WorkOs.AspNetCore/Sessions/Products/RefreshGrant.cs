namespace WorkOs.AspNetCore;

/// <summary>What WorkOS is asked for when a session is refreshed.</summary>
/// <param name="RefreshToken">The refresh token of the session.</param>
/// <param name="Organization">The organization to be in; <see langword="null"/> for none.</param>
internal sealed record RefreshGrant(string RefreshToken, string? Organization)
{
    public override string ToString() => nameof(RefreshGrant);
}
