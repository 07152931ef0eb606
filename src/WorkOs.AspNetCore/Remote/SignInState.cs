using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// What the protected state of a sign-in remembers besides the app's own items: when it was issued, what it asked for,
/// and how often it was started again. The names are short because they travel in a URL.
/// </summary>
internal static class SignInState
{
    public const string CorrelationKey = ".xsrf";

    /// <summary>Where RemoteAuthenticationHandler looks for the scheme that a session was signed in by.</summary>
    public const string SchemeKey = ".AuthScheme";

    /// <summary>The parameter of a challenge whose selector a request from outside names.</summary>
    public const string FromOutsideParameter = "workos.from_outside";

    private const string IssuedKey = ".iat";
    private const string SelectorKey = ".sel";
    private const string RestartsKey = ".try";

    // What belongs to one sign-in and must not wander into the next.
    private static readonly string[] FlowKeys =
        [CorrelationKey, IssuedKey, SelectorKey, RestartsKey, OAuthConstants.CodeVerifierKey];

    public static void SetIssued(AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items[IssuedKey] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the state is older than the limit, or does not say how old it is.</summary>
    public static bool IsExpired(AuthenticationProperties properties, DateTimeOffset now, TimeSpan limit) =>
        !properties.Items.TryGetValue(IssuedKey, out var text)
        || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var issued)
        || now.ToUnixTimeSeconds() - issued > limit.TotalSeconds;

    public static Selector? GetSelector(AuthenticationProperties properties) =>
        Selector.Parse(properties.Items.TryGetValue(SelectorKey, out var text) ? text : null);

    public static void SetSelector(AuthenticationProperties properties, Selector? selector)
    {
        if (selector is { } chosen)
        {
            properties.Items[SelectorKey] = chosen.ToString();
        }
    }

    public static bool IsRestart(AuthenticationProperties properties) => properties.Items.ContainsKey(RestartsKey);

    public static void MarkRestart(AuthenticationProperties properties) => properties.Items[RestartsKey] = "1";

    /// <summary>Removes what belongs to one sign-in, so that the ticket carries only the app's own items.</summary>
    public static void Clear(AuthenticationProperties properties)
    {
        foreach (var key in FlowKeys)
        {
            properties.Items.Remove(key);
        }
    }

    /// <summary>The app's items and return URL, ready for a fresh sign-in: without what a session keeps, such as its tokens.</summary>
    public static AuthenticationProperties CopyForNewFlow(AuthenticationProperties properties)
    {
        var copy = properties.Clone();
        if (copy.Items.Count > 0)
        {
            Clear(copy);
            copy.Items.Remove(SchemeKey);
            copy.StoreTokens([]);
        }

        return copy;
    }
}
