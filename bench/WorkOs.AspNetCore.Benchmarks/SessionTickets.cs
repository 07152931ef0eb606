using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>Tickets of real sign-ins: one with single sign-on and ten groups, and one with AuthKit, ten permissions and its tokens.</summary>
internal static class SessionTickets
{
    private const string Page = "/me";
    private const string Organization = "org_01HQ3ZJ6X8K2V4N7M9P1R5T3WY";
    private const string Email = "ada.lovelace@acme.com";

    public static async Task<AuthenticationTicket> OfSsoAsync()
    {
        await using var app = await SignInApp.StartAsync(Schemes.AddPackage);
        await app.SignInAsync();
        return new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity(app.Claims, WorkOsDefaults.AuthenticationScheme)), CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public static async Task<AuthenticationTicket> OfAuthKitAsync()
    {
        await using var workOs = await WorkOsSandbox.StartAsync(builder =>
        {
            builder.AllowOutsideDevelopment = true;
            builder.AuthKit.AccessTokenLifetime = TimeSpan.FromDays(1);
            builder
                .AddOrganization(Organization, "Acme", "acme.com")
                .AddPerson(Organization, Email, person => person
                    .WithName("Ada", "Lovelace").AddRoles("admin").AddPermissions(Enumerable.Range(1, 10).Select(i => $"documents-{i}:write").ToArray()));
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddAuthorization();
        builder.Services.AddWorkOsAuthKit(options =>
        {
            (options.ClientId, options.ApiKey, options.BaseAddress) = (workOs.ClientId, workOs.ApiKey, workOs.BaseAddress);
            options.SaveTokens = true;
        });
        AuthenticationTicket? ticket = null;
        await using var app = builder.Build();
        app.MapGet(Page, async (HttpContext context) => ticket = (await context.AuthenticateAsync()).Ticket).RequireAuthorization();
        await app.StartAsync();
        var challenge = await GetAsync(app, Page, cookie: null);
        var callback = await workOs.CompleteSignInAsync(new Uri(challenge.Response.Headers.Location.ToString()), Email);
        var signedIn = await GetAsync(app, callback.PathAndQuery, CookiesOf(challenge));
        await GetAsync(app, Page, CookiesOf(signedIn));
        return ticket ?? throw new InvalidOperationException($"The sign-in ended with {signedIn.Response.StatusCode}.");
    }

    private static Task<HttpContext> GetAsync(WebApplication app, string url, string? cookie) => app.GetTestServer().SendAsync(context =>
    {
        var parts = url.Split('?', 2);
        context.Request.Method = HttpMethods.Get;
        context.Request.Host = new HostString("localhost");
        context.Request.Path = parts[0];
        context.Request.QueryString = parts.Length > 1 ? new QueryString("?" + parts[1]) : QueryString.Empty;
        context.Request.Headers.Accept = "text/html";
        context.Request.Headers[HeaderNames.Cookie] = cookie;
    });

    private static string CookiesOf(HttpContext context) => string.Join("; ", context.Response.Headers.SetCookie
        .OfType<string>()
        .Select(header => header[..header.IndexOf(';', StringComparison.Ordinal)])
        .Where(cookie => !cookie.EndsWith('=')));
}
