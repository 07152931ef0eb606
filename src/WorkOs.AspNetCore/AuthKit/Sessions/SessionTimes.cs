using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>When the access token of a session ends, when to refresh it, and when it began; kept in the ticket.</summary>
internal static class SessionTimes
{
    private const string ExpiresKey = ".wos.exp";
    private const string RefreshKey = ".wos.ref";
    private const string SignInKey = ".wos.in";
    private const string EntryKey = ".wos.org";
    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(5);

    public static void Write(AuthenticationProperties properties, DateTimeOffset issued, DateTimeOffset expires, WorkOsAuthKitOptions options)
    {
        var life = expires - issued;
        var before = life <= ShortLife ? options.RefreshBeforeExpiration / 2 : options.RefreshBeforeExpiration;
        Set(properties, ExpiresKey, expires);
        Set(properties, RefreshKey, expires - before);
    }

    public static void WriteSignIn(AuthenticationProperties properties, DateTimeOffset now) => Set(properties, SignInKey, now);

    /// <summary>When the access token ends; <see langword="null"/> for a ticket that is not of an AuthKit session.</summary>
    public static DateTimeOffset? GetExpiry(AuthenticationProperties properties) => Get(properties, ExpiresKey);

    public static DateTimeOffset? GetSignIn(AuthenticationProperties properties) => Get(properties, SignInKey);

    public static void WriteEntry(AuthenticationProperties properties, DateTimeOffset now) => Set(properties, EntryKey, now);

    /// <summary>When the session came into its present organization: with the sign-in, unless it has moved since.</summary>
    public static DateTimeOffset? GetEntry(AuthenticationProperties properties) => Get(properties, EntryKey) ?? GetSignIn(properties);

    public static bool IsDue(AuthenticationProperties properties, DateTimeOffset now) => !(Get(properties, RefreshKey) > now);

    private static void Set(AuthenticationProperties properties, string key, DateTimeOffset value) =>
        properties.Items[key] = value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Get(AuthenticationProperties properties, string key) =>
        properties.Items.TryGetValue(key, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
