using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// What the protected state of a sign-in remembers besides the app's own items: when it was issued, what it asked for,
/// and how often it was started again. The names are short because they travel in a URL. A state is bound to its scheme
/// by its protection and to one browser by a correlation cookie; it is accepted for <c>RemoteAuthenticationTimeout</c>,
/// once. In another browser only the selector, as from outside, and the return URL are left of it.
/// </summary>
internal static class SignInState
{
    public const string CorrelationKey = ".xsrf";

    /// <summary>Where RemoteAuthenticationHandler looks for the scheme that a session was signed in by.</summary>
    public const string SchemeKey = ".AuthScheme";

    /// <summary>The parameter of a challenge whose selector a request from outside names.</summary>
    public const string FromOutsideParameter = "workos.from_outside";

    /// <summary>The parameter of a challenge that a link from outside began, whatever it names.</summary>
    public const string LinkParameter = "workos.link";

    private const string IssuedKey = ".iat";
    private const string SelectorKey = ".sel";
    private const string RestartsKey = ".try";
    private const string ReturnUrlKey = ".redirect";

    // The clocks of two machines are this far apart at most, or the states of one are refused by the other.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    // What belongs to one sign-in and must not wander into the next.
    private static readonly string[] FlowKeys =
        [CorrelationKey, IssuedKey, SelectorKey, RestartsKey, OAuthConstants.CodeVerifierKey];

    // What belongs to one session: its times, entries and tokens. A ticket gets its own.
    private static readonly string[] SessionPrefixes = [".wos.", ".Token"];

    public static void SetIssued(AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items[IssuedKey] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the state is older than the limit, comes from the future, or does not say how old it is.</summary>
    public static bool IsExpired(AuthenticationProperties properties, DateTimeOffset now, TimeSpan limit) =>
        !properties.Items.TryGetValue(IssuedKey, out var text)
        || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var issued)
        || now.ToUnixTimeSeconds() - issued > limit.TotalSeconds
        || IsFromTheFuture(issued, now);

    /// <summary>Whether a time (in Unix seconds) is later than two clocks that differ a little explain.</summary>
    public static bool IsFromTheFuture(long seconds, DateTimeOffset now) => seconds - now.ToUnixTimeSeconds() > ClockSkew.TotalSeconds;

    public static string? GetCorrelationId(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(CorrelationKey, out var id) && !string.IsNullOrEmpty(id) ? id : null;

    public static Selector? GetSelector(AuthenticationProperties properties) =>
        Selector.Parse(properties.Items.TryGetValue(SelectorKey, out var text) ? text : null);

    public static void SetSelector(AuthenticationProperties properties, Selector? selector)
    {
        if (selector is { } chosen)
        {
            properties.Items[SelectorKey] = chosen.ToString();
        }
    }

    /// <summary>The selector, which the properties then do not have any more.</summary>
    public static Selector? TakeSelector(AuthenticationProperties properties) =>
        properties.Items.Remove(SelectorKey, out var text) ? Selector.Parse(text) : null;

    public static bool IsRestart(AuthenticationProperties properties) => properties.Items.ContainsKey(RestartsKey);

    public static void MarkRestart(AuthenticationProperties properties) => properties.Items[RestartsKey] = "1";

    /// <summary>Whether there is anything of the app besides the return URL.</summary>
    public static bool HasAppItems(AuthenticationProperties properties) =>
        properties.Items.Keys.Any(IsOfTheApp);

    public static void RemoveAppItems(AuthenticationProperties properties)
    {
        foreach (var key in properties.Items.Keys.Where(IsOfTheApp).ToList())
        {
            properties.Items.Remove(key);
        }
    }

    /// <summary>Removes what belongs to one sign-in, so that the ticket carries only the app's own items.</summary>
    public static void Clear(AuthenticationProperties properties)
    {
        foreach (var key in FlowKeys)
        {
            properties.Items.Remove(key);
        }
    }

    /// <summary>
    /// Removes what belongs to one session: its tokens, its scheme, what AuthKit keeps of it, and, where they are those of
    /// a session and not the wish of a challenge, its times.
    /// </summary>
    public static void ClearSession(AuthenticationProperties properties)
    {
        List<string>? kept = null;
        foreach (var key in properties.Items.Keys)
        {
            if (key == SchemeKey || SessionPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                (kept ??= []).Add(key);
            }
        }

        kept?.ForEach(key => properties.Items.Remove(key));

        // The cookie handler writes it into every session that it keeps; a challenge has no reason to.
        if (properties.IssuedUtc is not null)
        {
            properties.IssuedUtc = null;
            properties.ExpiresUtc = null;
            properties.AllowRefresh = null;
            properties.IsPersistent = false;
        }
    }

    /// <summary>The app's items and return URL, ready for a fresh sign-in: without what another sign-in or a session keeps.</summary>
    public static AuthenticationProperties CopyForNewFlow(AuthenticationProperties properties)
    {
        var copy = properties.Clone();
        if (copy.Items.Count > 0)
        {
            Clear(copy);
            ClearSession(copy);
        }

        return copy;
    }

    private static bool IsOfTheApp(string key) => key != ReturnUrlKey && !FlowKeys.Contains(key);
}
