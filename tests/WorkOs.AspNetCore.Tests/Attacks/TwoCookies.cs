using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>
/// An app with customers in one cookie and administrators in another, each stored: <c>/enter</c> challenges for a
/// cookie, <c>/who</c> says who is in it, <c>/move</c> takes its session to another organization, <c>/leave</c> signs out
/// of it, <c>/own</c> is a sign-in of the app's own, <c>/elevate</c> copies the customer's session into the administrators' cookie.
/// </summary>
internal static class TwoCookies
{
    public const string Customers = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string Administrators = "Administrators";
    private const string AdministratorsAuthKit = "WorkOS.Administrators";

    public static string NameOf(string cookieScheme) => CookieAuthenticationDefaults.CookiePrefix + cookieScheme;

    public static AuthKitAppSettings Settings(WorkOsSandbox workos, IDistributedCache? cache = null, IDataProtectionProvider? keyRing = null) => new()
    {
        Cache = cache,
        KeyRing = keyRing ?? new EphemeralDataProtectionProvider(),
        Options = options => options.Organization = "org_acme",
        Services = services => services.AddAuthentication()
            .AddCookie(Administrators)
            .AddWorkOsDistributedSessions(Administrators)
            .AddWorkOsAuthKit(AdministratorsAuthKit, options =>
            {
                options.ClientId = workos.ClientId;
                options.ApiKey = workos.ApiKey;
                options.BaseAddress = workos.BaseAddress;
                options.Organization = "org_acme";
                options.CallbackPath = WorkOsDefaults.CallbackPath;
                options.SignInScheme = Administrators;
            }),
        Map = Map,
    };

    public static async Task<Browser> EnterAsync(this AuthKitApp app, string cookieScheme, string email, Browser? browser = null)
    {
        browser ??= app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync($"/enter?cookie={cookieScheme}"), email);
        Assert.NotEqual("nobody", await browser.WhoAsync(cookieScheme));
        return browser;
    }

    public static async Task<string> WhoAsync(this Browser browser, string cookieScheme) =>
        (await browser.GetAsync($"/who?cookie={cookieScheme}")).Body;

    public static async Task<string[]> ClaimsAsync(this Browser browser, string cookieScheme) =>
        (await browser.GetAsync($"/claims-of?cookie={cookieScheme}")).Body.Split('\n');

    public static string IdOf(this Browser browser, string cookieScheme) =>
        browser.Cookies.Single(cookie => cookie.Name == NameOf(cookieScheme)).Value;

    public static void MapWho(WebApplication app) => app.MapGet("/who", async (HttpContext context, string cookie) =>
        (await context.AuthenticateAsync(cookie)).Principal?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody");

    private static void Map(WebApplication app)
    {
        app.MapGet("/enter", (HttpContext context, string cookie) => context.ChallengeAsync(
            AuthKitOf(cookie), new AuthenticationProperties { RedirectUri = "/" }));
        MapWho(app);
        app.MapGet("/claims-of", async (HttpContext context, string cookie) =>
            string.Join('\n', (await context.AuthenticateAsync(cookie)).Principal?.Claims.Select(claim => $"{claim.Type}={claim.Value}") ?? []));
        app.MapGet("/move", async (HttpContext context, WorkOsSessions sessions, string cookie, string organization) =>
        {
            // Both cookies are looked at before, as a page may do that shows both.
            await context.AuthenticateAsync(cookie);
            await context.AuthenticateAsync(cookie == Customers ? Administrators : Customers);
            await sessions.SwitchOrganizationAsync(context, organization, AuthKitOf(cookie));
        });
        app.MapGet("/leave", (HttpContext context, string cookie) => context.SignOutAsync(cookie));
        app.MapGet("/own", (HttpContext context, string cookie, string name) => context.SignInAsync(cookie, PersonOf(name)));
        app.MapGet("/elevate", ElevateAsync);
    }

    public static ClaimsPrincipal PersonOf(string name) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], "password"));

    private static async Task ElevateAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(Customers);
        session.Principal!.AddIdentity(new ClaimsIdentity([new Claim("app:administrator", "yes")], "app"));
        await context.SignInAsync(Administrators, session.Principal, session.Properties!.Clone());
    }

    private static string AuthKitOf(string cookieScheme) =>
        cookieScheme == Customers ? WorkOsAuthKitDefaults.AuthenticationScheme : AdministratorsAuthKit;
}
