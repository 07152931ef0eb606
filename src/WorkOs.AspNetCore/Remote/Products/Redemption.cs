using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// The result of a redeemed code, already compared with the selector of the flow: the user, and the values that the session stores.
/// </summary>
/// <param name="Response">WorkOS's answer, for the app's events.</param>
/// <param name="User">The profile or user, which the claim actions map. Like the answer, it is disposed at the end of the request.</param>
/// <param name="Organization">The organization that the user signed in to.</param>
/// <param name="Identity">The identity, with the claims that no claim action adds.</param>
/// <param name="Session">The tokens and items that the session stores.</param>
internal sealed record Redemption(
    OAuthTokenResponse Response, JsonElement User, string? Organization, ClaimsIdentity Identity, AuthenticationProperties Session)
{
    /// <summary>Revokes the result of the code at WorkOS, in the background, if no session stores it. Default: none; it expires by itself.</summary>
    public Action? Abandon { get; init; }
}
