using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>When the access token of a session ends, and when to refresh it; kept in the ticket.</summary>
internal static class SessionTimes
{
    private const string ExpiresKey = ".wos.exp";
    private const string RefreshKey = ".wos.ref";
    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(5);

    public static void Write(AuthenticationProperties properties, DateTimeOffset issued, DateTimeOffset expires, WorkOsAuthKitOptions options)
    {
        var life = expires - issued;
        var before = life <= ShortLife ? options.RefreshBeforeExpiration / 2 : options.RefreshBeforeExpiration;
        Set(properties, ExpiresKey, expires);
        Set(properties, RefreshKey, expires - before);
    }

    /// <summary>When the access token ends; <see langword="null"/> for a ticket that is not of an AuthKit session.</summary>
    public static DateTimeOffset? GetExpiry(AuthenticationProperties properties) => Get(properties, ExpiresKey);

    public static bool IsDue(AuthenticationProperties properties, DateTimeOffset now) => !(Get(properties, RefreshKey) > now);

    private static void Set(AuthenticationProperties properties, string key, DateTimeOffset value) =>
        properties.Items[key] = value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Get(AuthenticationProperties properties, string key) =>
        properties.Items.TryGetValue(key, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
