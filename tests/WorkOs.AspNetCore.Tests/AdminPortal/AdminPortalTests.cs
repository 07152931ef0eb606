using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.AdminPortal;

/// <summary>An administrator of a customer opens the Admin Portal from the app.</summary>
[Trait("Room", "AdminPortal")]
public sealed class AdminPortalTests : AdminPortalTestBase
{
    public static TheoryData<string, string?, string> ReturnUrls => new()
    {
        { "none", null, "http://localhost/" },
        { "a page", "/settings", "http://localhost/settings" },
        { "a page with a query", "/settings?tab=sso&done=1", "http://localhost/settings?tab=sso&done=1" },
        { "another site", "https://evil.example/", "http://localhost/" },
        { "another site without a scheme", "//evil.example/", "http://localhost/" },
        { "a script", "javascript:alert(1)", "http://localhost/" },
        { "an origin of the app", "https://admin.example/settings", "https://admin.example/settings" },
    };

    public static TheoryData<string, WorkOsSandboxFault, string, HttpStatusCode> Faults => new()
    {
        { "no connection", new WorkOsSandboxFault { Abort = true }, "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "an outage", new WorkOsSandboxFault { StatusCode = 503, Body = "down" }, "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "too many calls", new WorkOsSandboxFault { StatusCode = 429, Body = """{"message":"slow down"}""" }, "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "a wrong key", new WorkOsSandboxFault { StatusCode = 401, Body = """{"message":"Unauthorized"}""" }, "admin_portal_rejected", HttpStatusCode.BadGateway },
        { "a key without the permission", new WorkOsSandboxFault { StatusCode = 403, Body = """{"message":"Forbidden"}""" }, "admin_portal_rejected", HttpStatusCode.BadGateway },
        { "an organization that is gone", new WorkOsSandboxFault { StatusCode = 404, Body = """{"code":"entity_not_found"}""" }, "admin_portal_rejected", HttpStatusCode.BadGateway },
        { "no link", new WorkOsSandboxFault { StatusCode = 201, Body = "{}" }, "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "no JSON", new WorkOsSandboxFault { StatusCode = 200, Body = "<html>", ContentType = "text/html" }, "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "a script for a link", Link("javascript:alert(1)"), "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "a path for a link", Link("/portal?token=t0ps3cret"), "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "a link without encryption", Link("http://setup.example/?token=t0ps3cret"), "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "a link with a password", Link("https://user:t0ps3cret@setup.example/"), "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
        { "an endless link", Link("https://setup.example/?token=t0ps3cret" + new string('a', 9000)), "admin_portal_unavailable", HttpStatusCode.ServiceUnavailable },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_administrator_is_sent_to_the_portal_of_their_own_organization(bool sso)
    {
        var app = await StartPortalAsync();
        var browser = sso ? await SignInWithSsoAsync(app, "ada@acme.com") : await app.SignInAsync("ada@acme.com");

        var answer = await OpenAsync(browser);

        Assert.StartsWith(WorkOs.BaseAddress.AbsoluteUri, answer.Location, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.Equal("Single sign-on for Acme", HeadingOf(await FollowAsync(answer)));
        var line = Assert.Single(app.Logs.Named("AdminPortalOpened"));
        Assert.Equal((LogLevel.Information, "org_acme", "sso"), (line.Level, line.Values["OrganizationId"], line.Values["Intent"]));
    }

    [Fact]
    public async Task A_form_or_an_address_names_one_of_the_allowed_intents()
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal("Domains of Acme", HeadingOf(await FollowAsync(await OpenAsync(browser, Portal, ("intent", "domain_verification")))));
        Assert.Equal("Domains of Acme", HeadingOf(await FollowAsync(await OpenAsync(browser, Portal + "?intent=domain_verification"))));
    }

    [Theory]
    [MemberData(nameof(ReturnUrls))]
    public async Task The_portal_leads_back_to_a_page_of_the_app(string what, string? returnUrl, string expected)
    {
        var app = await StartPortalAsync(authKit: options => options.AllowedReturnOrigins.Add("https://admin.example"));
        var browser = await app.SignInAsync("ada@acme.com");

        var page = await FollowAsync(await OpenAsync(browser, Portal, returnUrl is null ? [] : [("returnUrl", returnUrl)]));

        Assert.True(page.QuerySelector("main a")?.GetAttribute("href") == expected, what);
        var isReplaced = returnUrl is not null && expected == "http://localhost/";
        Assert.Equal(isReplaced ? ["WorkOS.AuthKit"] : [], app.Logs.Named("ReturnUrlRefused").Select(line => line["Scheme"]));
    }

    [Fact]
    public async Task Behind_a_proxy_the_portal_leads_back_to_the_public_origin()
    {
        var app = await StartPortalAsync(authKit: options => options.PublicOrigin = new Uri("https://app.example"));
        var browser = await SignInForgedAsync(app, "WorkOS.AuthKit", new Claim(WorkOsClaimTypes.OrganizationId, "org_acme", ClaimValueTypes.String, "WorkOS.AuthKit"));

        var page = await FollowAsync(await OpenAsync(browser, Portal, ("returnUrl", "/settings")));

        Assert.Equal("https://app.example/settings", page.QuerySelector("main a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task A_policy_may_name_the_scheme_of_the_cookie()
    {
        var app = await StartPortalAsync(schemesOfPolicy: CookieAuthenticationDefaults.AuthenticationScheme);
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal("Single sign-on for Acme", HeadingOf(await FollowAsync(await OpenAsync(browser))));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Trouble_at_WorkOS_ends_on_a_page_with_a_way_back(string what, WorkOsSandboxFault fault, string code, HttpStatusCode status)
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AdminPortalLinks, fault);

        var answer = await OpenAsync(browser, Portal, ("returnUrl", "/settings"));

        Assert.True((answer.Status, answer.FailureCode) == (status, code), what);
        Assert.Equal("/settings", answer.NextLink);
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, answer.Headers.ContainsKey("Retry-After"));
        Assert.Equal(code, Assert.Single(app.Logs.Named("AdminPortalFailed")).Values["Code"]);
        Assert.DoesNotContain(app.Logs.Entries, entry => (entry.Text + entry.Exception).Contains("t0ps3cret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/settings", "Go back")]
    [InlineData("/", "Go to the start page")]
    [InlineData("https://evil.example/", "Go to the start page")]
    [InlineData(null, "Go to the start page")]
    public async Task The_page_of_a_failure_says_where_its_link_leads(string? returnUrl, string text)
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AdminPortalLinks, new WorkOsSandboxFault { StatusCode = 503, Body = "down" });

        var answer = await OpenAsync(browser, Portal, returnUrl is null ? [] : [("returnUrl", returnUrl)]);

        Assert.Equal(text, answer.Html.QuerySelector("main a")?.TextContent);
    }

    [Theory]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    public async Task A_link_may_have_8192_characters(int length, bool isAccepted)
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var link = "https://setup.example/?token=".PadRight(length, 'a');
        WorkOs.FailNext(WorkOsSandboxEndpoints.AdminPortalLinks, Link(link));

        Assert.Equal(isAccepted ? link : null, (await OpenAsync(browser)).Location);
    }

    [Fact]
    public async Task A_program_gets_the_failure_as_problem_details()
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await browser.SendAsync(HttpMethod.Post, Portal, headers: [("Accept", "application/json")]);

        Assert.Equal((HttpStatusCode.BadRequest, "antiforgery_failed"), (answer.Status, answer.FailureCode));
    }

    [Fact]
    public async Task The_link_is_in_no_log_line()
    {
        var app = await StartPortalAsync();
        var answer = await OpenAsync(await app.SignInAsync("ada@acme.com"));

        var token = answer.Query("token")!;

        Assert.True(token.Length > 10);
        Assert.DoesNotContain(app.Logs.Entries, entry => (entry.Text + entry.Scopes + string.Concat(entry.Values.Values)).Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_intent_is_refused_when_the_endpoint_is_mapped()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

        Assert.Throws<ArgumentException>("intents", () => app.MapWorkOsAdminPortal("Admins", "sso", "s s o"));
        Assert.Throws<ArgumentException>("intents", () => app.MapWorkOsAdminPortal(policy, ""));
        Assert.Throws<ArgumentException>("policy", () => app.MapWorkOsAdminPortal(""));
        Assert.Throws<ArgumentNullException>("policy", () => app.MapWorkOsAdminPortal((AuthorizationPolicy)null!));
        Assert.Throws<ArgumentNullException>("intents", () => app.MapWorkOsAdminPortal("Admins", null!));
        Assert.Throws<ArgumentNullException>("endpoints", () => WorkOsAdminPortalEndpointRouteBuilderExtensions.MapWorkOsAdminPortal(null!, policy));
    }

    private static WorkOsSandboxFault Link(string link) => new() { StatusCode = 201, Body = $$"""{"link":"{{link}}"}""" };
}
