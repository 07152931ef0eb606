using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// The cookies that bind a state, or a link to try again, to the browser that started with it: one for each sign-in under
/// way, so that two tabs do not disturb each other. Bound to the scheme by their names; spent by the first callback that
/// brings their state, or gone after <see cref="Lifetime"/>, or when newer ones need the room. They live at the root of the
/// app rather than at the callback path, since a challenge can only clean up what the browser shows it. Where nothing
/// speaks against it they are <c>__Host-</c> cookies, which a neighbouring site cannot plant, and no others are read.
/// </summary>
internal sealed class CorrelationCookies(
    HttpContext context, WorkOsRemoteOptions options, string scheme, PathString pathBase, TimeProvider time)
{
    /// <summary>What makes a browser refuse a cookie that came without TLS, from a parent domain or for a path.</summary>
    public const string HostPrefix = "__Host-";

    // What a browser sends with every request counts: header limits are met at 8 KB (HTTP 431).
    private const int MaxPending = 8;

    private const int IdBytes = 16;
    private const int SchemeTagBytes = 4;
    private const char MarkSeparator = '.';

    // Longer than the time limit, which the state itself keeps: a person who comes back after lunch, or the next morning
    // with the tab still open, is known to be the one who started, and their sign-in starts again with all that it had.
    private static readonly TimeSpan MinimumLifetime = TimeSpan.FromHours(24);

    private readonly bool _isHost = IsHost(context, options, pathBase);

    private TimeSpan Lifetime => options.CorrelationCookie.Expiration
        ?? (options.RemoteAuthenticationTimeout > MinimumLifetime ? options.RemoteAuthenticationTimeout : MinimumLifetime);

    private string Prefix => _isHost ? options.HostCorrelationPrefix : options.CorrelationPrefix;

    /// <summary>What the names of a scheme's cookies start with: the app's name for them, and a tag in place of a name of any length.</summary>
    public static string PrefixFor(string? name, string scheme) =>
        $"{name}{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(scheme)).AsSpan(0, SchemeTagBytes))}.";

    /// <summary>The same with <see cref="HostPrefix"/>, unless the app has put a prefix there itself.</summary>
    public static string HostPrefixFor(string prefix) =>
        prefix.StartsWith("__", StringComparison.Ordinal) ? prefix : HostPrefix + prefix;

    /// <summary>Adds a cookie for the sign-in and its id to the state; the oldest others make room.</summary>
    public void Issue(AuthenticationProperties properties)
    {
        var now = time.GetUtcNow();
        MakeRoom(now);

        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        properties.Items[SignInState.CorrelationKey] = id;

        var issued = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(
            Prefix + id,
            SignInState.IsRestart(properties) ? issued + MarkSeparator + RestartMark.Protect(id, issued, options, scheme) : issued,
            BuildOptions(now));
    }

    /// <summary>Whether this browser holds the cookie of the state. The cookie is spent either way.</summary>
    public bool Consume(AuthenticationProperties properties)
    {
        if (!properties.Items.Remove(SignInState.CorrelationKey, out var id) || string.IsNullOrEmpty(id))
        {
            return false;
        }

        var name = Prefix + id;
        if (!context.Request.Cookies.ContainsKey(name))
        {
            return false;
        }

        Delete(name);
        return true;
    }

    /// <summary>How many sign-ins of this browser are under way that the handler, not the person, started.</summary>
    public int CountRestarts(TimeSpan within)
    {
        var since = time.GetUtcNow() - within;
        return FindPending().Count(cookie => cookie.Mark is { } mark
            && cookie.Issued >= since
            && RestartMark.IsGenuine(mark, cookie.Name[Prefix.Length..], cookie.Issued.ToUnixTimeSeconds(), options, scheme));
    }

    // The framework would write a cookie with the secure policy that the request alone suggests.
    private static bool IsHost(HttpContext context, WorkOsRemoteOptions options, PathString pathBase) =>
        !pathBase.HasValue
        && options.CorrelationCookie is { Path: null, Domain: null, SecurePolicy: var policy }
        && policy != CookieSecurePolicy.None
        && CookieSecurity.IsSecure(context, options);

    private void MakeRoom(DateTimeOffset now)
    {
        var pending = FindPending();
        pending.Sort((one, other) => other.Issued.CompareTo(one.Issued));
        for (var i = 0; i < pending.Count; i++)
        {
            if (i >= MaxPending - 1 || pending[i].Issued + Lifetime < now)
            {
                Delete(pending[i].Name);
            }
        }
    }

    private List<PendingSignIn> FindPending()
    {
        var (prefix, now) = (Prefix, time.GetUtcNow());
        var pending = new List<PendingSignIn>();
        foreach (var (name, value) in context.Request.Cookies)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                pending.Add(PendingSignIn.Read(name, value, now));
            }
        }

        return pending;
    }

    private void Delete(string name) => context.Response.Cookies.Delete(name, BuildOptions(time.GetUtcNow()));

    private CookieOptions BuildOptions(DateTimeOffset now)
    {
        var cookie = options.CorrelationCookie.Build(context, now);
        cookie.Path = options.CorrelationCookie.Path ?? (pathBase.HasValue ? pathBase.ToUriComponent() : "/");
        cookie.Secure = CookieSecurity.IsSecure(context, options, options.CorrelationCookie.SecurePolicy);
        cookie.Expires = now + Lifetime;
        return cookie;
    }

    private readonly record struct PendingSignIn(string Name, DateTimeOffset Issued, string? Mark)
    {
        // A time that no cookie of ours has is that of a planted one, which goes first.
        public static PendingSignIn Read(string name, string value, DateTimeOffset now)
        {
            var end = value.IndexOf(MarkSeparator, StringComparison.Ordinal);
            var text = end < 0 ? value : value[..end];
            var isTime = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && !SignInState.IsFromTheFuture(seconds, now);
            return new(name, DateTimeOffset.FromUnixTimeSeconds(isTime ? seconds : 0), end < 0 ? null : value[(end + 1)..]);
        }
    }
}
