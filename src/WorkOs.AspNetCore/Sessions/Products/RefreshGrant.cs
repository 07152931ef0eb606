namespace WorkOs.AspNetCore;

/// <summary>The request for new tokens when a session is refreshed.</summary>
/// <param name="RefreshToken">The refresh token of the session.</param>
/// <param name="Organization">The organization to request; <see langword="null"/> for none.</param>
/// <param name="Session">The properties of the session, where a product reads what it wrote at the sign-in.</param>
internal sealed record RefreshGrant(string RefreshToken, string? Organization, AuthenticationProperties Session)
{
    /// <summary>The browser that the refresh is for, as far as it is known.</summary>
    public ClientInfo? Client { get; init; }

    public override string ToString() => nameof(RefreshGrant);
}
