namespace WorkOs.AspNetCore;

/// <summary>What WorkOS is asked for when a session is refreshed.</summary>
/// <param name="RefreshToken">The refresh token of the session.</param>
/// <param name="Organization">The organization to be in; <see langword="null"/> for none.</param>
/// <param name="Session">What the session keeps, where a product looks for what it wrote at the sign-in.</param>
internal sealed record RefreshGrant(string RefreshToken, string? Organization, AuthenticationProperties Session)
{
    /// <summary>Whose request the refresh is for, as far as it is known.</summary>
    public ClientInfo? Client { get; init; }

    public override string ToString() => nameof(RefreshGrant);
}
