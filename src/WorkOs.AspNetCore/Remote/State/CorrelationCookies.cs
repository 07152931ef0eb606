using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// The cookies that bind a state, or a link to try again, to the browser that started with it: one for each sign-in under
/// way, so that two tabs do not disturb each other. Bound to the scheme by their names; spent by the first callback that
/// brings their state, or gone after <see cref="Lifetime"/>, or when newer ones need the room. They live at the root of the
/// app rather than at the callback path, since a challenge can only clean up what the browser shows it. Where nothing
/// speaks against it they are <c>__Host-</c> cookies, which a neighbouring site cannot plant, and no others are read.
/// </summary>
internal sealed class CorrelationCookies(RemoteRequest request)
{
    // What a browser sends with every request counts: header limits are met at 8 KB (HTTP 431).
    private const int MaxPending = 8;

    private const int IdBytes = 16;
    private const char MarkSeparator = '.';

    // Longer than the time limit, which the state itself keeps: a person who comes back after lunch, or the next morning
    // with the tab still open, is known to be the one who started, and their sign-in starts again with all that it had.
    private static readonly TimeSpan MinimumLifetime = TimeSpan.FromHours(24);

    private readonly HttpContext _context = request.Http;
    private readonly WorkOsRemoteOptions _options = request.Options;

    // The framework would write a cookie with the secure policy that the request alone suggests.
    private readonly string _prefix =
        request is { IsSecure: true, PathBase.HasValue: false, Options.CorrelationCookie: { Path: null, Domain: null, SecurePolicy: not CookieSecurePolicy.None } }
            ? request.Options.HostCorrelationPrefix
            : request.Options.CorrelationPrefix;

    private TimeSpan Lifetime => _options.CorrelationCookie.Expiration
        ?? (_options.RemoteAuthenticationTimeout > MinimumLifetime ? _options.RemoteAuthenticationTimeout : MinimumLifetime);

    /// <summary>Adds a cookie for the sign-in and names it in the flow; the oldest others make room.</summary>
    public SignInFlow Issue(SignInFlow flow)
    {
        var now = request.Now;
        foreach (var (i, old) in FindPending().OrderByDescending(pending => pending.Issued).Index())
        {
            if (i >= MaxPending - 1 || old.Issued + Lifetime < now)
            {
                Delete(old.Name);
            }
        }

        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        var issued = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        _context.Response.Cookies.Append(
            _prefix + id,
            flow.IsRestart ? issued + MarkSeparator + RestartMark.Protect(id, issued, _options, request.Scheme.Name) : issued,
            BuildOptions(now));
        return flow with { CorrelationId = id };
    }

    /// <summary>Whether this browser holds the cookie of the flow, which is then spent.</summary>
    public bool Consume(SignInFlow flow)
    {
        if (flow.CorrelationId is not { } id || !_context.Request.Cookies.ContainsKey(_prefix + id))
        {
            return false;
        }

        Delete(_prefix + id);
        return true;
    }

    /// <summary>How many sign-ins of this browser are under way that the handler, not the user, started.</summary>
    public int CountRestarts(TimeSpan within)
    {
        var since = request.Now - within;
        return FindPending().Count(cookie => cookie.Mark is { } mark
            && cookie.Issued >= since
            && RestartMark.IsGenuine(mark, cookie.Name[_prefix.Length..], cookie.Issued.ToUnixTimeSeconds(), _options, request.Scheme.Name));
    }

    private IEnumerable<PendingSignIn> FindPending()
    {
        foreach (var (name, value) in _context.Request.Cookies)
        {
            if (name.StartsWith(_prefix, StringComparison.Ordinal))
            {
                yield return PendingSignIn.Read(name, value, request.Now);
            }
        }
    }

    private void Delete(string name) => _context.Response.Cookies.Delete(name, BuildOptions(request.Now));

    private CookieOptions BuildOptions(DateTimeOffset now)
    {
        var cookie = _options.CorrelationCookie.Build(_context, now);
        cookie.Path = _options.CorrelationCookie.Path ?? (request.PathBase.HasValue ? request.PathBase.ToUriComponent() : "/");
        cookie.Secure = _options.CorrelationCookie.SecurePolicy switch
        {
            CookieSecurePolicy.Always => true,
            CookieSecurePolicy.None => false,
            _ => request.IsSecure,
        };
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
            var issued = DateTimeOffset.FromUnixTimeSeconds(
                uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);
            return new(name, SignInState.IsFromTheFuture(issued, now) ? DateTimeOffset.UnixEpoch : issued, end < 0 ? null : value[(end + 1)..]);
        }
    }
}
