using System.Globalization;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// The protected text of a sign-in under way. The names of what it adds to the app's items are short because they travel in a
/// URL. A state is bound to its scheme by its protection and to one browser by a correlation cookie; it is accepted for
/// <c>RemoteAuthenticationTimeout</c>, once. In another browser only the selector, as from outside, and the return URL are
/// left of it.
/// </summary>
internal static class SignInState
{
    /// <summary>How long a state, or a link to try again, may be: a URL has no room for more.</summary>
    public const int MaxLength = 8192;

    /// <summary>Where RemoteAuthenticationHandler looks for the scheme that a session was signed in by.</summary>
    public const string SchemeKey = ".AuthScheme";

    private const string CorrelationKey = ".xsrf";
    private const string IssuedKey = ".iat";
    private const string SelectorKey = ".sel";
    private const string ScopeKey = ".scp";
    private const string RestartsKey = ".try";
    private const string ReturnUrlKey = ".redirect";

    // The clocks of two machines are this far apart at most, or the states of one are refused by the other.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly string[] OwnKeys = [CorrelationKey, IssuedKey, SelectorKey, ScopeKey, RestartsKey, OAuthConstants.CodeVerifierKey, SchemeKey];

    // What belongs to one session: its times, entries and tokens. A ticket gets its own.
    private static readonly string[] SessionPrefixes = [".wos.", ".Token"];

    public static string Protect(SignInFlow flow, ISecureDataFormat<AuthenticationProperties> format)
    {
        var properties = flow.App.Clone();
        Set(CorrelationKey, flow.CorrelationId);
        Set(SelectorKey, flow.Selector?.ToString());
        Set(ScopeKey, flow.Scope);
        Set(RestartsKey, flow.IsRestart ? "1" : null);
        Set(OAuthConstants.CodeVerifierKey, flow.CodeVerifier);
        Set(IssuedKey, flow.Issued?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return format.Protect(properties);

        void Set(string key, string? value)
        {
            if (value is not null)
            {
                properties.Items[key] = value;
            }
        }
    }

    public static SignInFlow? Unprotect(string? text, ISecureDataFormat<AuthenticationProperties> format)
    {
        if (text is not { Length: > 0 and <= MaxLength } || format.Unprotect(text) is not { } properties)
        {
            return null;
        }

        var issued = long.TryParse(Take(IssuedKey), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : -1;
        return new SignInFlow(properties)
        {
            CorrelationId = Take(CorrelationKey) is { Length: > 0 } id ? id : null,
            Selector = Selector.Parse(Take(SelectorKey)),
            Scope = Take(ScopeKey),
            IsRestart = Take(RestartsKey) is not null,
            CodeVerifier = Take(OAuthConstants.CodeVerifierKey),
            Issued = issued is >= 0 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(issued) : null,
        };

        string? Take(string key) => properties.Items.Remove(key, out var value) ? value : null;
    }

    /// <summary>Whether the flow is older than the limit, comes from the future, or does not say how old it is.</summary>
    public static bool IsExpired(SignInFlow flow, DateTimeOffset now, TimeSpan limit) =>
        flow.Issued is not { } issued || now - issued > limit || issued - now > ClockSkew;

    /// <summary>Whether a time is later than two clocks that differ a little explain.</summary>
    public static bool IsFromTheFuture(DateTimeOffset time, DateTimeOffset now) => time - now > ClockSkew;

    /// <summary>
    /// A flow for a challenge or a ticket: a copy of the app's items, without what belongs to another sign-in or to a session: its
    /// tokens, its scheme, what is kept of it at WorkOS, and its times, where they are those of a session and not what a challenge asks for.
    /// </summary>
    public static SignInFlow Begin(AuthenticationProperties challenge)
    {
        var app = challenge.Clone();
        foreach (var key in challenge.Items.Keys)
        {
            if (OwnKeys.Contains(key) || SessionPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                app.Items.Remove(key);
            }
        }

        // The cookie handler writes it into every session that it keeps; a challenge has no reason to.
        if (app.IssuedUtc is not null)
        {
            app.IssuedUtc = null;
            app.ExpiresUtc = null;
            app.AllowRefresh = null;
            app.IsPersistent = false;
        }

        return new SignInFlow(app);
    }

    /// <summary>Whether there is anything of the app besides the return URL.</summary>
    public static bool HasAppItems(SignInFlow flow) => flow.App.Items.Keys.Any(static key => key != ReturnUrlKey);
}
