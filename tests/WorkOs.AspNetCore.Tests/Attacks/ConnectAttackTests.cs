using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Connect;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>What is remembered of a sign-in with Connect, somewhere else: in another browser, at another scheme, domain, application or time.</summary>
[Trait("Room", "Connect")]
public sealed class ConnectAttackTests
{
    [Fact]
    public async Task A_callback_in_another_browser_signs_nobody_in_and_redeems_nothing()
    {
        await using var app = await ConnectApp.StartAsync();
        var callback = app.Domain.CallbackOf(await app.NewBrowser().GetAsync("/secret"));
        var victim = app.NewBrowser();

        await victim.GetAsync(callback);

        Assert.Equal("nobody", (await victim.GetAsync("/me")).Body);
        Assert.Empty(app.Domain.TokenRequests);
    }

    [Fact]
    public async Task A_callback_works_once()
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var callback = app.Domain.CallbackOf(await browser.GetAsync("/secret"));
        await browser.GetAsync(callback);

        await browser.GetAsync(callback);

        Assert.Single(app.Domain.TokenRequests);
    }

    [Fact]
    public async Task A_code_of_another_sign_in_fails_at_the_nonce()
    {
        await using var app = await ConnectApp.StartAsync();
        var (attacker, victim) = (app.NewBrowser(), app.NewBrowser());
        var stolen = app.Domain.CallbackOf(await attacker.GetAsync("/secret"), "code-of-the-attacker");
        var own = await victim.GetAsync("/secret");

        // The code of one sign-in with the state of another: code injection (RFC 9700, 4.5), without PKCE to stop it.
        Assert.Contains("code-of-the-attacker", stolen, StringComparison.Ordinal);
        var answer = await victim.GetAsync($"/signin-workos-connect?code=code-of-the-attacker&state={Uri.EscapeDataString(own.Query("state")!)}");

        Assert.Equal(WorkOsFailureCodes.TokenInvalid, answer.FailureCode);
        Assert.Equal("nobody", (await victim.GetAsync("/me")).Body);
        Assert.Contains("InvalidNonce", Assert.Single(app.Logs.Failures).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_without_a_nonce_redeems_no_code()
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/secret");
        var format = app.Services.GetRequiredService<IOptionsMonitor<WorkOsConnectOptions>>().Get(WorkOsConnectDefaults.AuthenticationScheme).StateDataFormat;
        var state = format.Unprotect(authorize.Query("state"))!;
        Assert.True(state.Items.Remove(".wos.nonce"));

        var answer = await browser.GetAsync($"/signin-workos-connect?code=code-1&state={Uri.EscapeDataString(format.Protect(state))}");

        Assert.Equal(WorkOsFailureCodes.StateInvalid, answer.FailureCode);
        Assert.Empty(app.Domain.TokenRequests);
        var line = Assert.Single(app.Logs.Failures);
        Assert.Equal(("SignInFailed", WorkOsConnectDefaults.AuthenticationScheme), (line.Event.Name, line["Scheme"]));
    }

    [Fact]
    public async Task Tokens_of_the_application_itself_are_not_those_of_a_user()
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.ChangeIdToken = claims => claims["sub"] = FakeAuthKitDomain.ClientId;
        app.Domain.ChangeAccessToken = claims =>
        {
            claims["sub"] = FakeAuthKitDomain.ClientId;
            claims.Remove("sid");
        };

        Assert.Equal(WorkOsFailureCodes.TokenInvalid, await app.FailSignInAsync());
        Assert.Contains("The access token was refused: Machine.", Assert.Single(app.Logs.Failures).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_sign_in_has_a_nonce_a_challenge_and_a_state_of_its_own()
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var (first, second) = (await browser.GetAsync("/secret"), await browser.GetAsync("/secret"));

        Assert.All(new[] { "nonce", "code_challenge", "state" }, name => Assert.NotEqual(first.Query(name), second.Query(name)));
    }

    public static TheoryData<string> ClaimsOfAnAdministrator =>
    [
        "role", "roles", "permissions", "entitlements", "feature_flags", "user_role", "Role", "PERMISSIONS", "groups", "plan", "auth_method",
        "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    ];

    [Theory]
    [MemberData(nameof(ClaimsOfAnAdministrator))]
    public async Task The_administrator_of_another_environment_gives_nobody_rights_in_this_app(string name)
    {
        await using var app = await ConnectApp.StartAsync(new ConnectAppSettings
        {
            Options = options => (options.SaveTokens, options.RoleClaim) = (true, name == "user_role" ? name : options.RoleClaim),
        });
        app.Domain.IsOffline = true;
        app.Domain.ChangeAccessToken = claims => claims[name] = new JsonArray("owned");
        app.Domain.ChangeIdToken = claims => claims[name] = new JsonArray("owned");
        var browser = await app.SignInAsync();
        var signedIn = (await browser.GetAsync("/claims")).Body;
        app.Domain.Forget();
        app.Clock.Advance(TimeSpan.FromSeconds(280));

        var refreshed = (await browser.GetAsync("/claims")).Body;

        Assert.Single(app.Domain.TokenRequests);
        Assert.All(new[] { signedIn, refreshed }, claims =>
        {
            Assert.DoesNotContain("owned", claims, StringComparison.Ordinal);
            Assert.DoesNotContain("admin", claims, StringComparison.Ordinal);
            Assert.DoesNotContain("permissions=", claims, StringComparison.Ordinal);
            Assert.Contains("org_id=org_acme", claims, StringComparison.Ordinal);
            Assert.Contains("scope=openid", claims, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Another_environment_cannot_say_that_a_sign_in_was_a_moment_ago()
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.ChangeAccessToken = claims => claims["auth_time"] = app.Clock.GetUtcNow().ToUnixTimeSeconds();

        Assert.DoesNotContain("auth_time", (await (await app.SignInAsync()).GetAsync("/claims")).Body, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> ForeignIssuers => new()
    {
        { "another domain", "https://evil.authkit.app" },
        { "a slash behind it", "https://acme.authkit.app/" },
        { "nothing", "" },
        { "the API", "https://api.workos.com" },
    };

    [Theory]
    [MemberData(nameof(ForeignIssuers))]
    public async Task An_answer_that_names_another_issuer_is_refused_before_its_code_goes_anywhere(string name, string issuer)
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var callback = app.Domain.CallbackOf(await browser.GetAsync("/secret"));

        var answer = await browser.GetAsync($"{callback}&iss={Uri.EscapeDataString(issuer)}");

        Assert.True(answer.FailureCode == WorkOsFailureCodes.IssuerMismatch, name);
        Assert.Empty(app.Domain.TokenRequests);
    }

    [Theory]
    [InlineData("&iss=https%3A%2F%2Facme.authkit.app", WorkOsFailureCodes.AccessDenied)]
    [InlineData("", WorkOsFailureCodes.AccessDenied)]
    [InlineData("&iss=https%3A%2F%2Fevil.authkit.app", WorkOsFailureCodes.IssuerMismatch)]
    [InlineData("&iss=https%3A%2F%2Facme.authkit.app&iss=https%3A%2F%2Fevil.authkit.app", WorkOsFailureCodes.IssuerMismatch)]
    public async Task An_error_that_names_another_issuer_is_not_taken_for_the_domains_answer(string more, string code)
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/secret");

        var answer = await browser.GetAsync($"/signin-workos-connect?error=access_denied&state={Uri.EscapeDataString(authorize.Query("state")!)}{more}");

        Assert.Equal(code, answer.FailureCode);
    }

    [Theory]
    [InlineData("&iss=https%3A%2F%2Facme.authkit.app", null)]
    [InlineData("", WorkOsFailureCodes.IssuerMismatch)]
    [InlineData("&iss=https%3A%2F%2Facme.authkit.app&iss=https%3A%2F%2Fevil.authkit.app", WorkOsFailureCodes.IssuerMismatch)]
    public async Task A_domain_that_promises_its_name_in_answers_is_held_to_it(string more, string? code)
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.Metadata["authorization_response_iss_parameter_supported"] = true;
        var browser = app.NewBrowser();
        var callback = app.Domain.CallbackOf(await browser.GetAsync("/secret"));

        Assert.Equal(code, (await browser.GetAsync(callback + more)).FailureCode);
    }

    [Fact]
    public async Task A_state_of_one_scheme_is_worth_nothing_at_another()
    {
        await using var app = await StartWithTwoSchemesAsync(out var other);
        var browser = app.NewBrowser();
        var callback = app.Domain.CallbackOf(await browser.GetAsync("/challenge"));

        await browser.GetAsync(callback.Replace("/signin-workos-connect?", "/signin-other?", StringComparison.Ordinal));

        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
        Assert.Empty(app.Domain.TokenRequests);
        Assert.Empty(other.TokenRequests);
    }

    [Fact]
    public async Task Tokens_of_one_domain_are_worth_nothing_at_another_although_the_keys_are_the_same()
    {
        await using var app = await StartWithTwoSchemesAsync(out var other);
        other.ChangeIdToken = claims => claims["iss"] = MetadataDocument.Domain;
        var browser = app.NewBrowser();

        var answer = await browser.GetAsync(other.CallbackOf(await browser.GetAsync("/challenge?scheme=Other")));

        Assert.Equal(WorkOsFailureCodes.TokenInvalid, answer.FailureCode);
    }

    [Fact]
    public async Task A_sign_in_that_took_too_long_starts_again_with_another_nonce()
    {
        await using var app = await ConnectApp.StartAsync();
        var browser = app.NewBrowser();
        var authorize = await browser.GetAsync("/secret");
        var callback = app.Domain.CallbackOf(authorize);

        app.Clock.Advance(TimeSpan.FromMinutes(16));
        var restarted = await browser.GetAsync(callback);

        Assert.StartsWith("https://acme.authkit.app/oauth2/authorize?", restarted.Location, StringComparison.Ordinal);
        Assert.NotEqual(authorize.Query("nonce"), restarted.Query("nonce"));
        Assert.Empty(app.Domain.TokenRequests);
    }

    [Theory]
    [InlineData("organization_id=org_acme", null)]
    [InlineData("organization_id=org_globex", WorkOsFailureCodes.OrganizationMismatch)]
    [InlineData("connection_id=conn_01", WorkOsFailureCodes.OrganizationMismatch)]
    public async Task A_link_from_outside_leads_where_it_says_or_nowhere(string query, string? code)
    {
        await using var app = await ConnectApp.StartAsync();

        Assert.Equal(code, await app.FailSignInAsync("/auth/sign-in?" + query));
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("scope")]
    [InlineData("response_mode")]
    [InlineData("redirect_uri")]
    public async Task Nothing_from_outside_sets_a_parameter_of_the_protocol(string name)
    {
        await using var app = await ConnectApp.StartAsync();

        var authorize = await app.NewBrowser().GetAsync($"/auth/sign-in?{name}=evil");

        Assert.NotEqual("evil", authorize.Query(name));
    }

    [Fact]
    public async Task No_secret_token_code_or_e_mail_address_is_logged()
    {
        await using var app = await ConnectApp.StartAsync();
        app.Domain.IsOffline = true;
        await app.SignInAsync();
        app.Domain.ChangeIdToken = claims => claims["email"] = new JsonArray("ada@acme.com");
        app.Domain.ChangeAccessToken = claims => claims["client_id"] = "client_other";
        await app.FailSignInAsync();

        var sent = app.Domain.TokenRequests.SelectMany(request => QueryHelpers.ParseQuery(request.Body)).Where(field => field.Key is "code" or "code_verifier");
        string[] secrets = [FakeAuthKitDomain.ClientSecret, "eyJ", "refresh-", "ada@acme.com", .. sent.Select(field => field.Value.ToString())];
        Assert.All(app.Logs.Ours, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line.Everything, StringComparison.Ordinal)));
    }

    private static Task<ConnectApp> StartWithTwoSchemesAsync(out FakeAuthKitDomain other)
    {
        var clock = new FakeClock();
        var domain = other = new FakeAuthKitDomain(clock, "https://other.authkit.app");
        return ConnectApp.StartAsync(new ConnectAppSettings
        {
            Clock = clock,
            Services = builder => builder.AddWorkOsConnect("Other", options =>
            {
                options.AuthKitDomain = new Uri(domain.Domain);
                options.ClientId = FakeAuthKitDomain.ClientId;
                options.ClientSecret = FakeAuthKitDomain.ClientSecret;
                options.CallbackPath = "/signin-other";
                options.BackchannelHttpHandler = domain;
            }),
        });
    }
}
