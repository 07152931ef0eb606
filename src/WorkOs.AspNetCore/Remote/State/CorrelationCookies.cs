using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// The cookies that bind a state, or a "try again" link, to the browser in which the sign-in started: one for each sign-in in progress, so that two
/// tabs do not interfere. A cookie is bound to the scheme by its name. It is deleted by the first callback with its state; it also expires after
/// <see cref="Lifetime"/>, and is deleted when there are too many newer ones. The cookies are set for the root of the app rather than for the
/// callback path, because a challenge can delete only cookies that the browser sends with it. If the options allow it, they are <c>__Host-</c>
/// cookies, which another site of the same domain cannot set, and no others are read.
/// </summary>
internal sealed class CorrelationCookies(RemoteRequest request)
{
    // A browser sends these cookies with every request, and headers are often limited to 8 KB (HTTP 431).
    private const int MaxPending = 8;

    private const int IdBytes = 16;
    private const char MarkSeparator = '.';

    // Longer than the time limit of a sign-in, which the state contains. A user who returns hours later, or the next morning with the tab still open,
    // is recognized as the user who started, and the sign-in starts again with all its values.
    private static readonly TimeSpan MinimumLifetime = TimeSpan.FromHours(24);

    private readonly HttpContext _context = request.Http;
    private readonly WorkOsRemoteOptions _options = request.Options;

    // The framework would set Secure according to the request alone, without PublicOrigin.
    private readonly string _prefix =
        request is { IsSecure: true, PathBase.HasValue: false, Options.CorrelationCookie: { Path: null, Domain: null, SecurePolicy: not CookieSecurePolicy.None } }
            ? request.Options.HostCorrelationPrefix
            : request.Options.CorrelationPrefix;

    private TimeSpan Lifetime => _options.CorrelationCookie.Expiration
        ?? (_options.RemoteAuthenticationTimeout > MinimumLifetime ? _options.RemoteAuthenticationTimeout : MinimumLifetime);

    /// <summary>Adds a cookie for the sign-in and puts its id into the flow. The oldest other cookies are deleted if there are too many.</summary>
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

    /// <summary>Whether this browser has the cookie of the flow, which is then deleted.</summary>
    public bool Consume(SignInFlow flow)
    {
        if (flow.CorrelationId is not { } id || !_context.Request.Cookies.ContainsKey(_prefix + id))
        {
            return false;
        }

        Delete(_prefix + id);
        return true;
    }

    /// <summary>The number of sign-ins in progress in this browser that the handler started, and not the user.</summary>
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
        // A cookie with an invalid time, or with one in the future, was set by another party. It counts as the oldest, so that it is deleted first.
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
