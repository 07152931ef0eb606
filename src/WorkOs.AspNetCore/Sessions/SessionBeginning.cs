using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>
/// What a session remembers of its beginning, which <see cref="EndedSessions"/> compares: dates by WorkOS's clock, and
/// the generation of its user. Kept in the ticket; it lives and ends with it.
/// </summary>
internal static class SessionBeginning
{
    private const string SignInKey = ".wos.iat";
    private const string EntryKey = ".wos.iat.org";
    private const string GenerationKey = ".wos.gen";

    /// <summary>Writes a sign-in: the date of its first token, and the generation that it saw, if any.</summary>
    public static void Write(AuthenticationProperties properties, AccessToken first, string? generation)
    {
        Set(properties, SignInKey, first.IssuedAt);
        properties.Items.Remove(EntryKey);
        properties.Items.Remove(GenerationKey);
        if (generation is not null)
        {
            properties.Items[GenerationKey] = generation;
        }
    }

    /// <summary>Writes that the session moved to another organization, with the date of its first token there.</summary>
    public static void WriteEntry(AuthenticationProperties properties, AccessToken first) => Set(properties, EntryKey, first.IssuedAt);

    /// <summary>The date of the first token; <see langword="null"/> where it is not known.</summary>
    public static DateTimeOffset? GetSignIn(AuthenticationProperties properties) => Get(properties, SignInKey);

    /// <summary>The date of the first token in the present organization: that of the sign-in, unless the session has moved since.</summary>
    public static DateTimeOffset? GetEntry(AuthenticationProperties properties) =>
        properties.Items.ContainsKey(EntryKey) ? Get(properties, EntryKey) : GetSignIn(properties);

    public static string? GetGeneration(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(GenerationKey, out var generation) ? generation : null;

    private static void Set(AuthenticationProperties properties, string key, DateTimeOffset? value) =>
        properties.Items[key] = value?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static DateTimeOffset? Get(AuthenticationProperties properties, string key) =>
        properties.Items.TryGetValue(key, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
