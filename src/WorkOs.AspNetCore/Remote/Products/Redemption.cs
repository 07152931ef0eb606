using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>What a code has bought, compared with what was asked for: the user, and what the session keeps.</summary>
/// <param name="Response">WorkOS's answer, for the app's events.</param>
/// <param name="User">The profile or user, on which the claim actions work. Like the answer, it lives as long as the request.</param>
/// <param name="Organization">The organization that the user signed in to.</param>
/// <param name="Identity">The identity, with the claims that no claim action makes.</param>
/// <param name="Session">The tokens and items that the session keeps.</param>
internal sealed record Redemption(
    OAuthTokenResponse Response, JsonElement User, string? Organization, ClaimsIdentity Identity, AuthenticationProperties Session)
{
    /// <summary>Ends at WorkOS, in the background, what the code has bought, where no session takes it. By default it ends by itself.</summary>
    public Action? Abandon { get; init; }
}
