using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// AuthKit's own sessions: the user that each browser has signed in as. They continue after the sessions of the applications have ended.
/// </summary>
internal sealed class ConnectBrowsers(WorkOsSandboxConnectOptions options)
{
    private readonly ConcurrentDictionary<string, string> _users = new(StringComparer.Ordinal);

    public void Remember(HttpContext context, string userId)
    {
        if (!options.RememberBrowsers)
        {
            return;
        }

        var id = SandboxIds.NewSecret();
        _users[id] = userId;
        context.Response.Cookies.Append(
            CookieName(context), id, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/oauth2", IsEssential = true });
    }

    public string? UserOf(HttpContext context) =>
        context.Request.Cookies[CookieName(context)] is { } id ? _users.GetValueOrDefault(id) : null;

    public void ForgetAll() => _users.Clear();

    // Browsers send the cookies of a host to all of its ports. The port in the name separates the cookies of two sandboxes.
    private static string CookieName(HttpContext context) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"workos_sandbox_{context.Connection.LocalPort}");
}
