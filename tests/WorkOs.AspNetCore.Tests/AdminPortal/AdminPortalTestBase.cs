using System.Security.Claims;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AdminPortal;

/// <summary>An app with AuthKit and single sign-on on one cookie, whose administrators open the Admin Portal.</summary>
public abstract class AdminPortalTestBase : AuthKitTestBase
{
    protected const string Portal = "/auth/admin-portal";

    protected static readonly string[] Intents = [WorkOsAdminPortalIntents.Sso, WorkOsAdminPortalIntents.DomainVerification];

    protected int Links => WorkOs.CountOf(WorkOsSandboxEndpoints.AdminPortalLinks);

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPerson("org_acme", "grace@acme.com", person => person.WithName("Grace", "Hopper").AddRoles("member"));
    }

    private protected Task<AuthKitApp> StartPortalAsync(Action<WorkOsOptions>? sso = null, Action<WorkOsAuthKitOptions>? authKit = null, params string[] schemesOfPolicy) =>
        StartAppAsync(new AuthKitAppSettings
        {
            Options = authKit,
            Authorization = options => options.AddPolicy("Admins", policy => policy.AddAuthenticationSchemes(schemesOfPolicy).RequireWorkOsRole("admin")),
            Services = services => services.AddAuthentication().AddWorkOs(options =>
            {
                options.ClientId = WorkOs.ClientId;
                options.ApiKey = WorkOs.ApiKey;
                options.BaseAddress = WorkOs.BaseAddress;
                sso?.Invoke(options);
            }),
            Map = static app =>
            {
                app.MapGet("/sso", (HttpContext context, string organization) => context.ChallengeAsync(
                    WorkOsDefaults.AuthenticationScheme, new WorkOsChallengeProperties { Organization = organization, RedirectUri = "/me" }));
                app.MapWorkOsAdminPortal("Admins");
            },
        });

    private protected static async Task<Browser> SignInWithSsoAsync(AuthKitApp app, string email, string organization = "org_acme")
    {
        var browser = app.NewBrowser();
        var back = await app.ReturnAsync(browser, await browser.GetAsync($"/sso?organization={organization}"), email);
        Assert.Equal("/me", back.Location);
        return browser;
    }

    /// <summary>Signs a session in that the app made itself, as far as it can make one.</summary>
    private protected static async Task<Browser> SignInForgedAsync(AuthKitApp app, string? scheme, params Claim[] claims)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        var properties = new AuthenticationProperties();
        if (scheme is not null)
        {
            properties.Items[".AuthScheme"] = scheme;
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, "admin"), new Claim(ClaimTypes.NameIdentifier, "user_forged"), .. claims], scheme ?? "App");
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), properties);
        var browser = app.NewBrowser();
        foreach (var line in context.Response.Headers.SetCookie)
        {
            var pair = line!.Split(';')[0].Split('=', 2);
            browser.Set(pair[0], pair[1]);
        }

        return browser;
    }

    protected static async Task<BrowserAnswer> OpenAsync(Browser browser, string url = Portal, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(browser);
        var token = (await browser.GetAsync("/form")).Body;
        return await browser.PostAsync(url, [("__RequestVerificationToken", token), .. fields ?? []]);
    }

    /// <summary>The page of the portal that an answer leads to.</summary>
    protected static async Task<IHtmlDocument> FollowAsync(BrowserAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.True(answer.IsRedirect, $"{answer.Status}: {answer.Body}");
        using var client = new HttpClient();
        return await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync(new Uri(answer.Location!)));
    }

    protected static string HeadingOf(IHtmlDocument page) => page?.QuerySelector("h1")?.TextContent ?? string.Empty;
}
