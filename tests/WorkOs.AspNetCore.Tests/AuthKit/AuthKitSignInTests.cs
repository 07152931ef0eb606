using System.Net;
using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "AuthKit")]
public sealed class AuthKitSignInTests : AuthKitTestBase
{
    [Fact]
    public async Task A_challenge_goes_to_the_hosted_page_with_PKCE_and_without_anything_empty()
    {
        var app = await StartAppAsync();

        var answer = await app.NewBrowser().GetAsync("/secret");

        Assert.StartsWith($"{WorkOs.BaseAddress}user_management/authorize?", answer.Location, StringComparison.Ordinal);
        Assert.Equal("authkit", answer.Query("provider"));
        Assert.Equal("S256", answer.Query("code_challenge_method"));
        Assert.Equal("http://localhost/signin-workos-authkit", answer.Query("redirect_uri"));
        Assert.All(answer.LocationQuery, parameter => Assert.NotEqual(string.Empty, parameter.Value.ToString()));
        Assert.DoesNotContain("scope", answer.LocationQuery.Keys);
    }

    [Theory]
    [InlineData("organization=org_acme", "organization_id=org_acme")]
    [InlineData("connection=conn_1", "connection_id=conn_1")]
    [InlineData("provider=GoogleOAuth", "provider=GoogleOAuth")]
    [InlineData("organization=org_acme&provider=authkit", "organization_id=org_acme&provider=authkit")]
    [InlineData("screen_hint=sign-up", "provider=authkit&screen_hint=sign-up")]
    [InlineData("login_hint=ada@acme.com", "provider=authkit&login_hint=ada@acme.com")]
    [InlineData("domain_hint=acme.com", "provider=authkit&domain_hint=acme.com")]
    [InlineData("prompt=login", "provider=authkit&prompt=login")]
    [InlineData("max_age=00:00:00", "provider=authkit&max_age=0")]
    [InlineData("max_age=01:00:00", "provider=authkit&max_age=3600")]
    [InlineData("invitation_token=inv", "provider=authkit&invitation_token=inv")]
    public async Task A_challenge_says_what_the_app_asked_for(string challenge, string expected)
    {
        var app = await StartAppAsync();

        var answer = await app.NewBrowser().GetAsync("/challenge?" + challenge);

        string[] protocol = ["client_id", "redirect_uri", "response_type", "state", "code_challenge", "code_challenge_method"];
        var asked = answer.LocationQuery.Where(parameter => !protocol.Contains(parameter.Key)).Select(parameter => $"{parameter.Key}={parameter.Value}");
        Assert.Equal(expected, string.Join('&', asked));
    }

    [Fact]
    public async Task The_claims_are_those_of_the_user_and_of_the_access_token()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        string[] expected =
        [
            $"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier={Ada.UserId}",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name=Ada Lovelace",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress=ada@acme.com",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname=Ada",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname=Lovelace",
            "http://schemas.microsoft.com/ws/2008/06/identity/claims/role=admin",
            "org_id=org_acme",
            "permissions=posts:read",
            "permissions=posts:write",
            "entitlements=audit-logs",
            "feature_flags=beta-editor",
            "email_verified=true",
        ];
        Assert.All(expected, claim => Assert.Contains(claim, claims));
        Assert.Single(claims, claim => claim.StartsWith("sid=", StringComparison.Ordinal));
        Assert.Single(claims, claim => claim.Contains("nameidentifier=", StringComparison.Ordinal));
        Assert.All(claims, claim => Assert.False(claim.EndsWith('='), claim));
    }

    [Theory]
    [InlineData("true", "email_verified=true")]
    [InlineData("false", "email_verified=false")]
    [InlineData("\"true\"", null)]
    [InlineData("null", null)]
    public async Task Whether_the_email_is_verified_is_what_WorkOS_says(string said, string? expected)
    {
        var app = await StartAppAsync();
        WorkOs.AuthKit.NextAuthenticateResponse(body => body["user"]!["email_verified"] = JsonNode.Parse(said));
        var browser = await app.SignInAsync("ada@acme.com");

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        Assert.Equal(expected, claims.SingleOrDefault(claim => claim.StartsWith("email_verified", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_sign_in_is_one_call_to_WorkOS()
    {
        var app = await StartAppAsync();

        await app.SignInAsync("ada@acme.com");

        Assert.Equal(1, Refreshes);
    }

    public static TheoryData<string, string> UnusableAnswers => new()
    {
        { "access_token", WorkOsFailureCodes.TokenResponseInvalid },
        { "refresh_token", WorkOsFailureCodes.TokenResponseInvalid },
        { "user", WorkOsFailureCodes.TokenResponseInvalid },
    };

    [Theory]
    [MemberData(nameof(UnusableAnswers))]
    public async Task An_answer_without_what_a_session_needs_signs_nobody_in(string missing, string code)
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        WorkOs.AuthKit.NextAuthenticateResponse(body => body.Remove(missing));

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "ada@acme.com");

        Assert.Equal(code, answer.FailureCode);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_token_about_another_user_signs_nobody_in()
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        WorkOs.AuthKit.NextAuthenticateResponse(body => body["user"]!["id"] = "user_other");

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "ada@acme.com");

        Assert.Equal(WorkOsFailureCodes.TokenResponseInvalid, answer.FailureCode);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(false, true, 0)]
    [InlineData(true, false, 0)]
    public async Task An_operator_is_warned_of_tokens_that_are_not_kept(bool useStore, bool saveTokens, int warnings)
    {
        var app = await StartAppAsync(new AuthKitAppSettings { UseStore = useStore, Options = options => options.SaveTokens = saveTokens });

        await app.SignInAsync("ada@acme.com");

        Assert.Equal(warnings, app.Logs.Named("TokensNotKept").Count);
    }

    [Fact]
    public async Task A_callback_that_is_sent_twice_goes_to_the_return_url_and_redeems_nothing()
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        var start = await browser.GetAsync("/secret");
        var sent = browser.Cookies;
        var callback = await WorkOs.CompleteSignInAsync(new Uri(start.Location!), "ada@acme.com");
        await browser.GetAsync(callback.PathAndQuery);

        // The second request left before the response to the first could delete the cookie.
        foreach (var cookie in sent)
        {
            browser.Set(cookie.Name, cookie.Value, cookie.Path);
        }

        Assert.Equal("/secret", (await browser.GetAsync(callback.PathAndQuery)).Location);
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task A_session_of_another_organization_than_asked_is_refused()
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();
        WorkOs.AuthKit.NextAccessToken(claims => claims["org_id"] = "org_globex");

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/challenge?organization=org_acme&provider=authkit"), "ada@acme.com");

        Assert.Equal(WorkOsFailureCodes.OrganizationMismatch, answer.FailureCode);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task An_impersonator_is_known_as_one()
    {
        var app = await StartAppAsync();
        WorkOs.AuthKit.ImpersonateNext("support@example.com", "ticket 42");
        var browser = await app.SignInAsync("ada@acme.com");

        var claims = (await browser.GetAsync("/claims")).Body.Split('\n');

        Assert.Contains("act=support@example.com", claims);
        Assert.Contains("impersonation_reason=ticket 42", claims);
    }

    [Fact]
    public async Task A_person_with_several_organizations_chooses_one_and_goes_on_to_where_they_were()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.OrganizationSelectionPath = "/choices" });
        var browser = app.NewBrowser();
        var waiting = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "margaret@acme.com");
        Assert.Equal("/choices", waiting.Location);
        Assert.Equal("org_acme,org_globex", (await browser.GetAsync("/choices")).Body);

        var chosen = await browser.GetAsync("/choose?organization=org_globex");

        Assert.Equal("/secret", chosen.Location);
        Assert.Contains("org_id=org_globex", (await browser.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Empty((await browser.GetAsync("/choices")).Body);
    }

    [Fact]
    public async Task An_organization_that_was_not_offered_cannot_be_chosen()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.OrganizationSelectionPath = "/choices" });
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "margaret@acme.com");

        var chosen = await browser.GetAsync("/choose?organization=org_elsewhere");

        Assert.Equal(HttpStatusCode.Conflict, chosen.Status);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Another_browser_cannot_go_on_with_a_pending_choice()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.OrganizationSelectionPath = "/choices" });
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "margaret@acme.com");

        var chosen = await app.NewBrowser().GetAsync("/choose?organization=org_globex");

        Assert.Equal(HttpStatusCode.Conflict, chosen.Status);
    }

    [Fact]
    public async Task Without_a_page_to_choose_on_the_failure_says_that_a_choice_is_due()
    {
        var app = await StartAppAsync();
        var browser = app.NewBrowser();

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "margaret@acme.com");

        Assert.Equal(WorkOsFailureCodes.OrganizationSelectionRequired, answer.FailureCode);
    }

    public static TheoryData<int, string, string> Refusals => new()
    {
        { 400, """{"error":"invalid_grant","error_description":"d"}""", "invalid_grant" },
        { 400, """{"error":"sso_required","error_description":"d","connection_ids":["conn_1"]}""", "sso_required" },
        { 400, """{"code":"invalid_organization_id","message":"m"}""", "invalid_organization_id" },
        { 403, """{"code":"email_verification_required","message":"m","pending_authentication_token":"p"}""", "email_verification_required" },
        { 403, """{"code":"mfa_enrollment","message":"m"}""", "mfa_enrollment" },
        { 422, """{"code":"invalid_request_parameters","message":"m"}""", "invalid_request_parameters" },
        { 400, """{"message":"Must use SSO for selected organization"}""", "" },
        { 404, """{"message":"m"}""", "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_keeps_the_code_of_WorkOS_in_every_shape(int status, string body, string workosCode)
    {
        var seen = new List<WorkOsAuthenticationException>();
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.Events.OnRemoteFailure = context =>
            {
                seen.Add((WorkOsAuthenticationException)context.Failure!);
                return Task.CompletedTask;
            },
        });
        var browser = app.NewBrowser();
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, status, body);

        var answer = await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "ada@acme.com");

        Assert.Equal(WorkOsFailureCodes.TokenExchangeRejected, answer.FailureCode);
        Assert.Equal(workosCode, Assert.Single(seen).WorkOsErrorCode ?? string.Empty);
        Assert.Equal(status, (int?)Assert.Single(seen).StatusCode);
    }
}
