using System.Globalization;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// The protected state of a sign-in in progress. The items that it adds to those of the app have short names, because the state is part of a URL. A
/// state is bound to its scheme by its protection and to one browser by a correlation cookie. It is accepted once, within
/// <c>RemoteAuthenticationTimeout</c>. In another browser only the selector, treated as from outside, and the return URL are used.
/// </summary>
internal static class SignInState
{
    /// <summary>The maximum length of a state or of a "try again" link, because the length of a URL is limited.</summary>
    public const int MaxLength = 8192;

    /// <summary>The item in which RemoteAuthenticationHandler expects the name of the scheme that created a session.</summary>
    public const string SchemeKey = ".AuthScheme";

    private const string CorrelationKey = ".xsrf";
    private const string IssuedKey = ".iat";
    private const string SelectorKey = ".sel";
    private const string ScopeKey = ".scp";
    private const string RestartsKey = ".try";
    private const string ReturnUrlKey = ".redirect";

    // The maximum difference between the clocks of two machines. Beyond it, one machine refuses the states of the other.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly string[] OwnKeys = [CorrelationKey, IssuedKey, SelectorKey, ScopeKey, RestartsKey, OAuthConstants.CodeVerifierKey, SchemeKey];

    // Items that belong to one session: its times, entries and tokens. A ticket gets its own.
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

    /// <summary>Whether the flow is older than the limit, has a time in the future, or has no time.</summary>
    public static bool IsExpired(SignInFlow flow, DateTimeOffset now, TimeSpan limit) =>
        flow.Issued is not { } issued || now - issued > limit || issued - now > ClockSkew;

    /// <summary>Whether a time is in the future by more than the accepted clock skew.</summary>
    public static bool IsFromTheFuture(DateTimeOffset time, DateTimeOffset now) => time - now > ClockSkew;

    /// <summary>
    /// Creates a flow for a challenge or a ticket: a copy of the app's items, without the items of another sign-in or of a session: its tokens, its
    /// scheme, its data at WorkOS, and its times, unless the challenge has set them.
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

        // The cookie handler sets IssuedUtc in every session, and a challenge has no reason to. If it is set, the times are those of a session.
        if (app.IssuedUtc is not null)
        {
            app.IssuedUtc = null;
            app.ExpiresUtc = null;
            app.AllowRefresh = null;
            app.IsPersistent = false;
        }

        return new SignInFlow(app);
    }

    /// <summary>Whether there are items of the app besides the return URL.</summary>
    public static bool HasAppItems(SignInFlow flow) => flow.App.Items.Keys.Any(static key => key != ReturnUrlKey);
}
