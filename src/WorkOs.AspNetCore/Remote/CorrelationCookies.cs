using System.Globalization;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// The cookies that bind a state to the browser that started with it: one for each sign-in under way, so that two tabs
/// do not disturb each other. They live at the root of the app rather than at the callback path, since a challenge
/// can only clean up what the browser shows it.
/// </summary>
internal sealed class CorrelationCookies(HttpContext context, WorkOsRemoteOptions options, PathString pathBase, TimeProvider time)
{
    // What a browser sends with every request counts: header limits are met at 8 KB (HTTP 431).
    private const int MaxPending = 8;

    private const int IdBytes = 16;
    private const int SchemeTagBytes = 4;
    private const char RestartMark = 'r';

    /// <summary>What the names of a scheme's cookies start with: the app's name for them, and a tag in place of a name of any length.</summary>
    public static string PrefixFor(string? name, string scheme) =>
        $"{name}{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(scheme)).AsSpan(0, SchemeTagBytes))}.";

    /// <summary>Adds a cookie for the sign-in and its id to the state; the oldest others make room.</summary>
    public void Issue(AuthenticationProperties properties)
    {
        var now = time.GetUtcNow();
        MakeRoom(now);

        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        properties.Items[SignInState.CorrelationKey] = id;

        var value = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(
            options.CorrelationPrefix + id,
            SignInState.IsRestart(properties) ? value + RestartMark : value,
            BuildOptions(now));
    }

    /// <summary>Whether this browser holds the cookie of the state. The cookie is spent either way.</summary>
    public bool Consume(AuthenticationProperties properties)
    {
        if (!properties.Items.Remove(SignInState.CorrelationKey, out var id) || string.IsNullOrEmpty(id))
        {
            return false;
        }

        var name = options.CorrelationPrefix + id;
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
        return FindPending().Count(cookie => cookie.IsRestart && cookie.Issued >= since);
    }

    private void MakeRoom(DateTimeOffset now)
    {
        var pending = FindPending();
        pending.Sort((one, other) => other.Issued.CompareTo(one.Issued));
        for (var i = 0; i < pending.Count; i++)
        {
            if (i >= MaxPending - 1 || pending[i].Issued + options.RemoteAuthenticationTimeout < now)
            {
                Delete(pending[i].Name);
            }
        }
    }

    private List<PendingSignIn> FindPending()
    {
        var pending = new List<PendingSignIn>();
        foreach (var (name, value) in context.Request.Cookies)
        {
            if (name.StartsWith(options.CorrelationPrefix, StringComparison.Ordinal))
            {
                pending.Add(PendingSignIn.Read(name, value));
            }
        }

        return pending;
    }

    private void Delete(string name) => context.Response.Cookies.Delete(name, BuildOptions(time.GetUtcNow()));

    private CookieOptions BuildOptions(DateTimeOffset now)
    {
        var cookie = options.CorrelationCookie.Build(context, now);
        cookie.Path = options.CorrelationCookie.Path ?? (pathBase.HasValue ? pathBase.ToUriComponent() : "/");
        return cookie;
    }

    private readonly record struct PendingSignIn(string Name, DateTimeOffset Issued, bool IsRestart)
    {
        public static PendingSignIn Read(string name, string value)
        {
            var isRestart = value.EndsWith(RestartMark);
            var text = isRestart ? value[..^1] : value;
            var issued = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
            return new(name, DateTimeOffset.FromUnixTimeSeconds(issued), isRestart);
        }
    }
}
