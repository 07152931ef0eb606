using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>AuthKit's own sessions: which browser has signed in as whom. They outlive the sessions of the applications.</summary>
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

    // Browsers do not tell ports of a host apart, and two sandboxes have nothing in common.
    private static string CookieName(HttpContext context) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"workos_sandbox_{context.Connection.LocalPort}");
}
