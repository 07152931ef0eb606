using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>The tokens of a session, under the names that <c>HttpContext.GetTokenAsync</c> knows.</summary>
internal static class SessionTokens
{
    private const string AccessTokenName = "access_token";
    private const string RefreshTokenName = "refresh_token";
    private const string ExpiresAtName = "expires_at";

    public static void Write(AuthenticationProperties properties, AuthKitAnswer answer) => properties.StoreTokens(
    [
        new AuthenticationToken { Name = AccessTokenName, Value = answer.AccessToken },
        new AuthenticationToken { Name = RefreshTokenName, Value = answer.RefreshToken },
        new AuthenticationToken
        {
            Name = ExpiresAtName,
            Value = answer.ExpiresAt.ToString("o", CultureInfo.InvariantCulture),
        },
    ]);

    public static string? GetAccessToken(AuthenticationProperties properties) => properties.GetTokenValue(AccessTokenName);

    public static string? GetRefreshToken(AuthenticationProperties properties) => properties.GetTokenValue(RefreshTokenName);
}
