using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AdminPortal;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>
/// Whoever holds a link to the Admin Portal decides who signs in to an organization. It is to be had by the administrators of that
/// organization only, by their own hand, and for no other one.
/// </summary>
[Trait("Room", "AdminPortal")]
public sealed class AdminPortalAttackTests : AdminPortalTestBase
{
    private const string Organization = WorkOsClaimTypes.OrganizationId;

    public static TheoryData<string, string, string[]> OtherOrganizations => new()
    {
        { "in the form", "", ["organization", "org_globex"] },
        { "in the form, as a claim", "", ["org_id", "org_globex"] },
        { "in the form, as WorkOS's SDKs call it", "", ["organizationId", "org_globex", "organization_id", "org_globex"] },
        { "in the query", "?organization=org_globex&organization_id=org_globex&org_id=org_globex", [] },
        { "in the intent", "?intent=sso%22%2C%22organization%22%3A%22org_globex", ["intent", "sso"] },
    };

    public static TheoryData<string, string?, string[]> ForeignSessions => new()
    {
        { "an organization that code of the app added", "WorkOS.AuthKit", [Organization, "org_globex", "LOCAL AUTHORITY"] },
        { "an organization of another scheme", "WorkOS.AuthKit", [Organization, "org_globex", "WorkOS"] },
        { "an organization of another environment", "WorkOS", [Organization, "org_globex", "WorkOS.Staging"] },
        { "two organizations", "WorkOS", [Organization, "org_acme", "WorkOS", Organization, "org_globex", "WorkOS"] },
        { "an empty organization", "WorkOS", [Organization, "", "WorkOS"] },
        { "no organization", "WorkOS", [] },
        { "a session that no scheme made", null, [Organization, "org_globex", "WorkOS"] },
        { "a session of a scheme that is gone", "WorkOS.Staging", [Organization, "org_globex", "WorkOS.Staging"] },
        { "a session of the cookie", "Cookies", [Organization, "org_globex", "Cookies"] },
    };

    public static TheoryData<string, string> OtherIntents => new()
    {
        { "one that the app does not allow", "audit_logs" },
        { "another one in capitals", "SSO" },
        { "one with a space", "sso " },
        { "no word", "\"}" },
    };

    [Theory]
    [MemberData(nameof(OtherOrganizations))]
    public async Task A_request_that_names_another_organization_opens_the_users_own(string where, string query, string[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await OpenAsync(browser, Portal + query, [.. fields.Chunk(2).Select(field => (field[0], field[1]))]);

        Assert.True(HeadingOf(await FollowAsync(answer)) == "Single sign-on for Acme", where);
    }

    [Theory]
    [MemberData(nameof(ForeignSessions))]
    public async Task A_session_that_does_not_say_the_organization_in_its_own_schemes_name_opens_nothing(string what, string? scheme, string[] claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var app = await StartPortalAsync();
        var browser = await SignInForgedAsync(app, scheme, [.. claims.Chunk(3).Select(claim => new Claim(claim[0], claim[1], ClaimValueTypes.String, claim[2]))]);

        var answer = await OpenAsync(browser);

        Assert.True((answer.Status, answer.FailureCode) == (HttpStatusCode.Forbidden, "admin_portal_organization_missing"), $"{what}: {answer.Status} {answer.Body}");
        Assert.Equal(0, Links);
    }

    [Fact]
    public async Task A_session_of_a_scheme_that_is_switched_off_opens_nothing()
    {
        var app = await StartPortalAsync(sso: options => options.Enabled = false);
        var browser = await SignInForgedAsync(app, "WorkOS", new Claim(Organization, "org_acme", ClaimValueTypes.String, "WorkOS"));

        Assert.Equal("admin_portal_organization_missing", (await OpenAsync(browser)).FailureCode);
        Assert.Equal(0, Links);
    }

    [Fact]
    public async Task Whoever_acts_as_an_administrator_opens_nothing()
    {
        var app = await StartPortalAsync();
        WorkOs.AuthKit.ImpersonateNext("support@workos.example", "Ticket 7");
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await OpenAsync(browser);

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.FailureCode));
        Assert.Equal(0, Links);
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in()
    {
        var app = await StartPortalAsync();

        var answer = await OpenAsync(app.NewBrowser());

        Assert.Contains(WorkOsSandboxEndpoints.AuthKitAuthorize, answer.Location, StringComparison.Ordinal);
        Assert.Equal(0, Links);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_member_who_is_no_administrator_is_refused(bool sso)
    {
        var app = await StartPortalAsync();
        var browser = sso ? await SignInWithSsoAsync(app, "grace@acme.com") : await app.SignInAsync("grace@acme.com");

        var answer = await OpenAsync(browser);

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.FailureCode));
        Assert.Equal(0, Links);
    }

    [Fact]
    public async Task A_form_of_another_site_or_of_another_person_opens_nothing()
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var other = await app.SignInAsync("grace@acme.com");
        var foreign = (await other.GetAsync("/form")).Body;
        var anonymous = (await app.NewBrowser().GetAsync("/form")).Body;

        foreach (var token in new[] { "", "nonsense", foreign, anonymous })
        {
            var answer = await browser.PostAsync(Portal, ("__RequestVerificationToken", token));
            Assert.Equal((HttpStatusCode.BadRequest, "antiforgery_failed"), (answer.Status, answer.FailureCode));
        }

        Assert.Equal(0, Links);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task What_a_browser_or_a_scanner_fetches_on_its_own_opens_nothing(string method)
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await browser.SendAsync(new HttpMethod(method), Portal + "?intent=sso");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal("POST", answer.Headers["Allow"]);
        Assert.Equal(0, Links);
    }

    [Theory]
    [MemberData(nameof(OtherIntents))]
    public async Task An_intent_that_the_app_does_not_allow_is_refused(string what, string intent)
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await OpenAsync(browser, Portal, ("intent", intent));

        Assert.True((answer.Status, answer.FailureCode) == (HttpStatusCode.Forbidden, "forbidden"), what);
        Assert.Equal(0, Links);
    }

    [Fact]
    public async Task Two_intents_at_once_are_refused()
    {
        var app = await StartPortalAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await OpenAsync(browser, Portal, ("intent", "sso"), ("intent", "domain_verification"));

        Assert.Equal("forbidden", answer.FailureCode);
        Assert.Equal(0, Links);
    }

    [Fact]
    public async Task A_policy_that_requires_nobody_opens_nothing_for_a_visitor()
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Map = static app => app.MapWorkOsAdminPortal(new AuthorizationPolicyBuilder().RequireAssertion(static _ => true).Build()),
        });

        var answer = await OpenAsync(app.NewBrowser());

        Assert.Equal((HttpStatusCode.Forbidden, "admin_portal_organization_missing"), (answer.Status, answer.FailureCode));
        Assert.Equal(0, Links);
    }

    [Theory]
    [InlineData("antiforgery_failed", "")]
    [InlineData("admin_portal_organization_missing", "")]
    [InlineData("forbidden", "WorkOS.AuthKit")]
    public async Task A_refusal_is_logged_with_its_code_and_with_the_scheme_of_the_session(string code, string scheme)
    {
        var app = await StartPortalAsync();

        var answer = code switch
        {
            "antiforgery_failed" => await (await app.SignInAsync("ada@acme.com")).PostAsync(Portal),
            "forbidden" => await OpenAsync(await app.SignInAsync("ada@acme.com"), Portal, ("intent", "audit_logs")),
            _ => await OpenAsync(await SignInForgedAsync(app, "WorkOS.AuthKit")),
        };

        Assert.Equal(code, answer.FailureCode);
        var line = Assert.Single(app.Logs.Named("RequestRefused"));
        Assert.Equal((LogLevel.Warning, code, scheme), (line.Level, line["Code"], line["Scheme"]));
    }
}
