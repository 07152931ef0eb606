using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.FrontDoor;

[Trait("Room", "FrontDoor")]
public sealed class OptionsTests
{
    private const string Section = "Authentication:Schemes:WorkOS:";

    public static TheoryData<string, string, Func<WorkOsOptions, object?>, object?> Keys => new()
    {
        { "Enabled", "false", o => o.Enabled, false },
        { "ClientId", "client_x", o => o.ClientId, "client_x" },
        { "EnvironmentClientId", "client_y", o => o.EnvironmentClientId, "client_y" },
        { "ApiKey", "sk_test_x", o => o.ClientSecret, "sk_test_x" },
        { "ClientSecret", "sk_test_x", o => o.ApiKey, "sk_test_x" },
        { "BaseAddress", "https://auth.acme.com", o => o.BaseAddress.Host, "auth.acme.com" },
        { "PublicOrigin", "https://www.acme.com", o => o.PublicOrigin?.Host, "www.acme.com" },
        { "CallbackPath", "/back", o => o.CallbackPath.Value, "/back" },
        { "SignInPath", "/login", o => o.SignInPath.Value, "/login" },
        { "ErrorPath", "/oops", o => o.ErrorPath.Value, "/oops" },
        { "ConfirmAccountSwitch", "false", o => o.ConfirmAccountSwitch, false },
        { "AccountSwitchPath", "/switch", o => o.AccountSwitchPath.Value, "/switch" },
        { "AccessDeniedPath", "/no", o => o.AccessDeniedPath.Value, "/no" },
        { "SignInScheme", "Other", o => o.SignInScheme, "Other" },
        { "UsePkce", "False", o => o.UsePkce, false },
        { "SaveTokens", "true", o => o.SaveTokens, true },
        { "IdpInitiated", "Reject", o => o.IdpInitiated, WorkOsIdpInitiated.Reject },
        { "IdpInitiated", "restartWithLookup", o => o.IdpInitiated, WorkOsIdpInitiated.RestartWithLookup },
        { "DomainMode", "sendasparameter", o => o.DomainMode, WorkOsDomainMode.SendAsParameter },
        { "SingleLogout", "false", o => o.SingleLogout, false },
        { "BackchannelTimeout", "00:00:03", o => o.BackchannelTimeout, TimeSpan.FromSeconds(3) },
        { "RemoteAuthenticationTimeout", "00:20:00", o => o.RemoteAuthenticationTimeout, TimeSpan.FromMinutes(20) },
        { "Organization", "org_x", o => o.Organization, "org_x" },
        { "Connection", "conn_x", o => o.Connection, "conn_x" },
        { "Provider", "GoogleOAuth", o => o.Provider, "GoogleOAuth" },
        { "AllowedReturnOrigins:0", "https://docs.acme.com", o => o.AllowedReturnOrigins.Single(), "https://docs.acme.com" },
        { "Domains:acme.com", "org_x", o => o.Domains["ACME.com"], "org_x" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_key_of_the_configuration_is_read(string key, string value, Func<WorkOsOptions, object?> read, object? expected)
    {
        await using var app = await StartAsync(settings =>
        {
            settings.Configuration["WORKOS_CLIENT_ID"] = "client_env";
            settings.Configuration["WORKOS_API_KEY"] = "sk_test_env";
            settings.Configuration[Section + key] = value;
            settings.Services = static (services, _) => services.AddWorkOs().AddCookie("Other");
        });

        Assert.Equal(expected, read(app.OptionsOf()));
    }

    [Fact]
    public async Task Code_wins_over_configuration_and_configuration_over_the_environment()
    {
        await using var app = await StartAsync(
            settings =>
            {
                settings.Configuration["WORKOS_CLIENT_ID"] = "client_env";
                settings.Configuration["WORKOS_API_KEY"] = "sk_test_env";
                settings.Configuration[Section + "ClientId"] = "client_configured";
                settings.Configuration[Section + "Organization"] = "org_configured";
                settings.Configuration[Section + "ErrorPath"] = "/configured";
            },
            options => options.Organization = "org_code");
        var options = app.OptionsOf();

        Assert.Equal("client_configured", options.ClientId);
        Assert.Equal("sk_test_env", options.ApiKey);
        Assert.Equal("org_code", options.Organization);
        Assert.Equal("/configured", options.ErrorPath.Value);
    }

    [Fact]
    public async Task Only_keys_that_are_present_are_assigned()
    {
        await using var app = await StartAsync(settings =>
        {
            settings.Configuration[Section + "ClientId"] = "client_x";
            settings.Configuration[Section + "ApiKey"] = "sk_test_x";
        });
        var options = app.OptionsOf();

        Assert.Equal(WorkOsDefaults.BaseAddress, options.BaseAddress);
        Assert.Equal(WorkOsDefaults.CallbackPath, options.CallbackPath.Value);
        Assert.True(options.UsePkce);
    }

    [Fact]
    public async Task Endpoints_and_HTTP_client_of_the_app_are_kept()
    {
        using var client = new HttpClient();
        await using var app = await TestApp.StartAsync(options =>
        {
            options.AuthorizationEndpoint = "https://login.acme.com/start";
            options.TokenEndpoint = "https://login.acme.com/token";
            options.Backchannel = client;
        });

        Assert.StartsWith("https://login.acme.com/start?", (await app.NewBrowser().GetAsync("/secret")).Location, StringComparison.Ordinal);
        Assert.Equal("https://login.acme.com/token", app.OptionsOf().TokenEndpoint);
        Assert.Equal("https://api.workos.com/sso/profile", app.OptionsOf().UserInformationEndpoint);
        Assert.Same(client, app.OptionsOf().Backchannel);
    }

    [Fact]
    public async Task The_defaults_are_the_safe_ones()
    {
        await using var app = await TestApp.StartAsync();
        var options = app.OptionsOf();

        Assert.True(options.Enabled);
        Assert.True(options.UsePkce);
        Assert.False(options.SaveTokens);
        Assert.Empty(options.Scope);
        Assert.Equal(SameSiteMode.Lax, options.CorrelationCookie.SameSite);
        Assert.Equal(CookieSecurePolicy.SameAsRequest, options.CorrelationCookie.SecurePolicy);
        Assert.True(options.CorrelationCookie.HttpOnly);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Backchannel.Timeout);
        Assert.Equal(TimeSpan.FromMinutes(15), options.RemoteAuthenticationTimeout);
        Assert.Equal(WorkOsIdpInitiated.Restart, options.IdpInitiated);
        Assert.Equal(WorkOsDomainMode.Resolve, options.DomainMode);
        Assert.Empty(options.AllowedReturnOrigins);
        Assert.Equal("/signin-workos", options.CallbackPath.Value);
        Assert.Equal("https://api.workos.com/", options.BaseAddress.ToString());
    }

    [Fact]
    public async Task Every_overload_registers_the_handler_under_its_name()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Configuration["WORKOS_CLIENT_ID"] = "client_env";
            settings.Configuration["WORKOS_API_KEY"] = "sk_test_env";
            settings.Services = static (services, _) => services.AddAuthentication("cookie").AddCookie("cookie")
                .AddWorkOs()
                .AddWorkOs("Second", options => options.CallbackPath = "/second")
                .AddWorkOs("Third", "Three", options => options.CallbackPath = "/third")
                .AddWorkOs("Fourth", displayName: null, options => options.CallbackPath = "/fourth");
        });
        var schemes = app.Services.GetRequiredService<IAuthenticationSchemeProvider>();

        Assert.Equal(
            ["WorkOS=WorkOS", "Second=WorkOS", "Third=Three", "Fourth="],
            (await schemes.GetAllSchemesAsync()).Where(scheme => scheme.HandlerType == typeof(WorkOsHandler)).Select(scheme => $"{scheme.Name}={scheme.DisplayName}"));
    }

    [Fact]
    public async Task The_service_collection_overload_makes_the_cookie_the_default_and_WorkOS_the_challenge()
    {
        await using var app = await TestApp.StartAsync();
        var schemes = app.Services.GetRequiredService<IAuthenticationSchemeProvider>();

        Assert.Equal("Cookies", (await schemes.GetDefaultAuthenticateSchemeAsync())!.Name);
        Assert.Equal("Cookies", (await schemes.GetDefaultSignInSchemeAsync())!.Name);
        Assert.Equal("WorkOS", (await schemes.GetDefaultChallengeSchemeAsync())!.Name);
    }

    [Fact]
    public async Task Two_schemes_side_by_side_share_neither_options_nor_cookies_nor_clients()
    {
        using var otherWorkOs = new StubWorkOs();
        await using var app = await TestApp.StartAsync(settings => settings.Services = (services, options) =>
            services.AddWorkOs(options).AddWorkOs("Partner", other =>
            {
                other.ClientId = "client_partner";
                other.ApiKey = "sk_test_partner";
                other.CallbackPath = "/signin-partner";
                other.BaseAddress = new Uri("https://auth.partner.example");
                other.Connection = Profiles.Connection;
                other.BackchannelHttpHandler = otherWorkOs;
            }));
        var browser = app.NewBrowser();
        var mine = await browser.StartAsync();
        var partner = await ChallengeAsync(app, "Partner");

        Assert.StartsWith("https://auth.partner.example/sso/authorize?client_id=client_partner&", partner.Location, StringComparison.Ordinal);
        Assert.NotEqual(browser.CorrelationCookies[0].Prefix, partner.SetCookies[0][..34]);
        Assert.NotSame(app.OptionsOf().Backchannel, app.OptionsOf("Partner").Backchannel);

        // The state of one scheme means nothing to the other.
        var crossed = await browser.GetAsync("/signin-partner?code=x&state=" + Uri.EscapeDataString(mine.Query("state")!));
        Assert.Equal("state_invalid", crossed.FailureCode);

        await browser.ReturnAsync(mine);
        Assert.Single(app.WorkOs.Requests);
        Assert.Empty(otherWorkOs.Requests);
    }

    [Fact]
    public async Task A_session_of_one_scheme_does_not_count_for_another()
    {
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
            services.AddWorkOs(options).AddWorkOs("Partner", other =>
            {
                options(other);
                other.CallbackPath = "/signin-partner";
            }));
        var browser = app.NewBrowser();
        var partner = await ChallengeAsync(app, "Partner");
        await browser.SignInAsync();

        var answer = await browser.GetAsync("/signin-partner?code=x&state=" + Uri.EscapeDataString(partner.Query("state")!));

        Assert.Contains("Continue with another account?", answer.Body, StringComparison.Ordinal);
    }

    private static async Task<BrowserAnswer> ChallengeAsync(TestApp app, string scheme)
    {
        var context = await app.Server.SendAsync(context =>
        {
            context.Request.Scheme = "https";
            context.Request.Host = new HostString("app.example.com");
            context.Request.Path = "/challenge";
            context.Request.QueryString = QueryString.Create("scheme", scheme);
            context.Request.Headers.Accept = "text/html";
        });
        return new BrowserAnswer(
            (System.Net.HttpStatusCode)context.Response.StatusCode, context.Response.Headers.Location, new Dictionary<string, string>(), [.. context.Response.Headers.SetCookie!], string.Empty);
    }

    private static Task<TestApp> StartAsync(Action<TestAppSettings> configure, Action<WorkOsOptions>? options = null) => TestApp.StartAsync(settings =>
    {
        settings.Services = (services, _) => services.AddWorkOs(o => options?.Invoke(o));
        configure(settings);
    });
}
