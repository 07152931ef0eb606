using Microsoft.AspNetCore.Authentication;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

[Trait("Room", "Sso")]
public sealed class AuthorizeUrlTests
{
    private static readonly string[] Selectors = ["organization", "connection", "provider", "domain"];

    public static TheoryData<string> ProtocolParameters =>
    [
        "client_id", "redirect_uri", "response_type", "state", "scope", "code_challenge", "code_challenge_method", "response_mode",
        "nonce", "client_secret", "organization", "connection", "provider", "domain", "CLIENT_ID", "Redirect_Uri", "STATE", "Scope", " state", "state ",
    ];

    [Theory]
    [InlineData("organization", "org_other")]
    [InlineData("connection", "conn_other")]
    [InlineData("provider", "GoogleOAuth")]
    public async Task Exactly_one_selector_reaches_WorkOS(string name, string value)
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = null);
        app.Challenge = () => name switch
        {
            "organization" => new WorkOsChallengeProperties { Organization = value, Connection = "", Provider = " " },
            "connection" => new WorkOsChallengeProperties { Connection = value },
            _ => new WorkOsChallengeProperties { Provider = value },
        };

        AssertUrl(await app.NewBrowser().StartAsync("/challenge"), name, value);
    }

    [Theory]
    [InlineData("organization", "org_default")]
    [InlineData("connection", "conn_default")]
    [InlineData("provider", "GitHubOAuth")]
    public async Task The_default_selector_is_used_when_the_challenge_names_none(string name, string value)
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Organization = name == "organization" ? value : null;
            options.Connection = name == "connection" ? value : null;
            options.Provider = name == "provider" ? value : null;
        });

        AssertUrl(await app.NewBrowser().StartAsync(), name, value);
    }

    [Fact]
    public async Task A_selector_of_the_challenge_wins_over_the_default_and_over_its_domain()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { Connection = "conn_other", Domain = "acme.com" };

        AssertUrl(await app.NewBrowser().StartAsync("/challenge"), "connection", "conn_other");
        Assert.Empty(app.WorkOs.Requests);
    }

    [Fact]
    public async Task Plain_properties_with_parameters_select_too()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () =>
        {
            var properties = new AuthenticationProperties();
            properties.SetParameter(WorkOsChallengeProperties.ConnectionKey, "conn_other");
            return properties;
        };

        AssertUrl(await app.NewBrowser().StartAsync("/challenge"), "connection", "conn_other");
    }

    [Theory]
    [InlineData("org_a", "conn_a", null, "Organization", "Connection")]
    [InlineData("org_a", null, "GoogleOAuth", "Organization", "Provider")]
    [InlineData(null, "conn_a", "GoogleOAuth", "Connection", "Provider")]
    public async Task Two_selectors_are_the_callers_mistake_and_both_are_named(
        string? organization, string? connection, string? provider, string first, string second)
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = () => new WorkOsChallengeProperties { Organization = organization, Connection = connection, Provider = provider };

        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => app.NewBrowser().GetAsync("/challenge"));

        Assert.Contains(first, mistake.Message, StringComparison.Ordinal);
        Assert.Contains(second, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org_a&connection=conn_b")]
    [InlineData("org_a b")]
    [InlineData("org_ä")]
    [InlineData("org_a\r\n")]
    public async Task A_selector_that_cannot_be_one_does_not_reach_WorkOS(string organization)
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = () => new WorkOsChallengeProperties { Organization = organization };

        Assert.Equal("organization_invalid", (await app.NewBrowser().GetAsync("/challenge")).FailureCode);
    }

    [Fact]
    public async Task The_request_has_what_the_protocol_needs_and_nothing_empty()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties
        {
            LoginHint = "", DomainHint = " ", Prompt = null, ProviderScopes = [], ProviderQueryParameters = [new("a", "")],
        };

        var url = await app.NewBrowser().StartAsync("/challenge");

        Assert.Equal(
            ["client_id", "redirect_uri", "response_type", "code_challenge", "code_challenge_method", "organization", "state"],
            url.LocationQuery.Keys);
        Assert.Equal(TestApp.ClientId, url.Query("client_id"));
        Assert.Equal("https://app.example.com/signin-workos", url.Query("redirect_uri"));
        Assert.Equal("code", url.Query("response_type"));
        Assert.Equal("S256", url.Query("code_challenge_method"));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", url.Query("code_challenge"));
    }

    [Fact]
    public async Task Without_PKCE_no_challenge_and_no_verifier_are_sent()
    {
        await using var app = await TestApp.StartAsync(options => options.UsePkce = false);
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        await browser.ReturnAsync(start);

        Assert.Null(start.Query("code_challenge"));
        Assert.Null(Assert.Single(app.WorkOs.Requests).Field("code_verifier"));
    }

    [Fact]
    public async Task Sign_in_parameters_are_sent_as_WorkOS_reads_them()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties
        {
            LoginHint = "ada+x@acme.com",
            DomainHint = "acme.com",
            Prompt = "login",
            ProviderScopes = ["openid", "", "calendar.read"],
            ProviderQueryParameters = [new("hd", "acme.com"), new("a&state", "b c")],
        };

        var url = await app.NewBrowser().StartAsync("/challenge");

        Assert.Equal("ada+x@acme.com", url.Query("login_hint"));
        Assert.Equal("acme.com", url.Query("domain_hint"));
        Assert.Equal("login", url.Query("prompt"));
        Assert.Equal("openid,calendar.read", url.Query("provider_scopes"));
        Assert.Equal("acme.com", url.Query("provider_query_params[hd]"));
        Assert.Equal("b c", url.Query("provider_query_params[a&state]"));
        Assert.All(url.LocationQuery, parameter => Assert.Single(parameter.Value));
        Assert.DoesNotContain("ada", string.Join('|', app.ReadState(url).Items), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ProtocolParameters))]
    public async Task No_additional_parameter_replaces_one_of_the_protocol(string name)
    {
        // Start-up refuses them; a parameter set later, at run time, must not get through either.
        await using var app = await TestApp.StartAsync();
        app.OptionsOf().AdditionalAuthorizationParameters[name] = "evil";

        var url = await app.NewBrowser().StartAsync();

        AssertUrl(url, "organization", Profiles.Organization);
        Assert.DoesNotContain("evil", url.Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ProtocolParameters))]
    public async Task No_parameter_of_the_query_replaces_one_of_the_protocol(string name)
    {
        await using var app = await TestApp.StartAsync();

        var url = await app.NewBrowser().StartAsync($"/auth/sign-in?{Uri.EscapeDataString(name)}=evil");

        AssertUrl(url, "organization", Profiles.Organization);
        Assert.DoesNotContain("evil", url.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_additional_parameter_is_sent_unless_the_challenge_sets_it()
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.AdditionalAuthorizationParameters["prompt"] = "none";
            options.AdditionalAuthorizationParameters["flavour"] = "vanilla";
        });
        app.Challenge = static () => new WorkOsChallengeProperties { Prompt = "login" };

        var url = await app.NewBrowser().StartAsync("/challenge");

        Assert.Equal("login", url.Query("prompt"));
        Assert.Equal("vanilla", url.Query("flavour"));
    }

    [Fact]
    public async Task One_properties_object_may_challenge_twice()
    {
        await using var app = await TestApp.StartAsync();
        var properties = new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = Profiles.Connection };
        app.Challenge = () => properties;
        var browser = app.NewBrowser();

        await browser.StartAsync("/challenge");
        var second = await browser.StartAsync("/challenge");

        Assert.Equal("/welcome", (await browser.ReturnAsync(second)).Location);
        Assert.Equal(["/welcome"], properties.Items.Values);
    }

    [Fact]
    public async Task State_and_correlation_cookie_are_small()
    {
        await using var app = await TestApp.StartAsync();
        app.Challenge = static () => new WorkOsChallengeProperties { RedirectUri = "/" + new string('a', 39) };
        var url = await app.NewBrowser().StartAsync("/challenge");

        Assert.InRange(url.Query("state")!.Length + Assert.Single(url.SetCookies).Length, 1, 700);
    }

    [Theory]
    [InlineData("connection_id=conn_b", "connection", "conn_b")]
    [InlineData("organization_id=org_b", "organization", "org_b")]
    [InlineData("connection_id=conn_b&organization_id=org_b", "connection", "conn_b")]
    [InlineData("", "organization", Profiles.Organization)]
    public async Task The_sign_in_endpoint_takes_a_connection_or_an_organization(string query, string name, string value)
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = query.Length == 0 ? value : null);

        var url = await app.NewBrowser().StartAsync($"/auth/sign-in?{query}&login_hint=ada@acme.com&returnUrl=/welcome");

        AssertUrl(url, name, value);
        Assert.Equal("ada@acme.com", url.Query("login_hint"));
        Assert.Equal("/welcome", app.ReadState(url).RedirectUri);
    }

    [Theory]
    [InlineData("https://auth.acme.com", "https://auth.acme.com/sso/authorize")]
    [InlineData("https://auth.acme.com/", "https://auth.acme.com/sso/authorize")]
    [InlineData("https://auth.acme.com/workos", "https://auth.acme.com/workos/sso/authorize")]
    [InlineData("https://auth.acme.com/workos/", "https://auth.acme.com/workos/sso/authorize")]
    public async Task One_base_address_drives_every_endpoint(string address, string authorize)
    {
        await using var app = await TestApp.StartAsync(options => options.BaseAddress = new Uri(address));

        var answer = await app.NewBrowser().GetAsync("/secret");

        Assert.StartsWith(authorize + "?", answer.Location, StringComparison.Ordinal);
        Assert.Equal(authorize.Replace("authorize", "token", StringComparison.Ordinal), app.OptionsOf().TokenEndpoint);
        Assert.Equal(authorize.Replace("authorize", "profile", StringComparison.Ordinal), app.OptionsOf().UserInformationEndpoint);
    }

    private static void AssertUrl(BrowserAnswer url, string selector, string value)
    {
        Assert.Equal(value, url.Query(selector));
        Assert.Single(url.LocationQuery.Keys, name => Selectors.Contains(name, StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(url.LocationQuery.Keys, name => name.Trim().Equals("scope", StringComparison.OrdinalIgnoreCase));
        Assert.All(url.LocationQuery, parameter => Assert.False(string.IsNullOrWhiteSpace(Assert.Single(parameter.Value))));
    }
}
