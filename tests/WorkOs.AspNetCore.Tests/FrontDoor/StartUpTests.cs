using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.FrontDoor;

/// <summary>An app that is set up wrongly does not start, and says everything that is wrong and what to do.</summary>
[Trait("Room", "FrontDoor")]
public sealed class StartUpTests
{
    public static TheoryData<string, Action<WorkOsOptions>, string> Problems => new()
    {
        { "no client id", o => o.ClientId = "", "ClientId is missing: copy it from the WorkOS dashboard" },
        { "blank client id", o => o.ClientId = " ", "ClientId is missing" },
        { "no API key", o => o.ApiKey = "", "ApiKey is missing: copy it from the WorkOS dashboard" },
        { "a placeholder for a client id", o => o.ClientId = "client_...", "ClientId is still a placeholder" },
        { "a placeholder for an API key", o => o.ApiKey = "<your API key>", "ApiKey is still a placeholder" },
        { "an API key as client id of the environment", o => o.EnvironmentClientId = "sk_test_abc", "EnvironmentClientId is not a client id" },
        { "an empty client id of the environment", o => o.EnvironmentClientId = "", "EnvironmentClientId is not a client id" },
        { "an API key as client id", o => o.ClientId = "sk_test_abc", "rotate the key, since client ids are public" },
        { "a client id as API key", o => o.ApiKey = "client_01", "ApiKey holds a client id" },
        { "a publishable key as API key", o => o.ApiKey = "pk_test_abc", "ApiKey holds a publishable key" },
        { "a client id with a line break at its end", o => o.ClientId = "client_01\n", "ClientId has a space, a line break or an invisible character" },
        { "an API key with a line break at its end", o => o.ApiKey = Secrets.ApiKey + "\r\n", "ApiKey has a space, a line break or an invisible character" },
        { "an API key with a space before it", o => o.ApiKey = " " + Secrets.ApiKey, "ApiKey has a space" },
        { "an API key with a space in it", o => o.ApiKey = "sk_test_a b", "ApiKey has a space" },
        { "an API key with a mark that nobody sees", o => o.ApiKey = "\uFEFF" + Secrets.ApiKey, "ApiKey has a space, a line break or an invisible character" },
        { "a base address over http", o => o.BaseAddress = new Uri("http://api.workos.com"), "BaseAddress must be an absolute https address" },
        { "a relative base address", o => o.BaseAddress = new Uri("api.workos.com", UriKind.Relative), "BaseAddress must be an absolute https address" },
        { "no base address", o => o.BaseAddress = null!, "BaseAddress must be an absolute https address" },
        { "a base address with a password", o => o.BaseAddress = new Uri("https://a:b@api.workos.com"), "BaseAddress must be an absolute https address" },
        { "a base address with a query", o => o.BaseAddress = new Uri("https://api.workos.com?x=y"), "BaseAddress must be an absolute https address" },
        { "a base address of a file", o => o.BaseAddress = new Uri("file:///etc"), "BaseAddress must be an absolute https address" },
        { "a public origin with a path", o => o.PublicOrigin = new Uri("https://app.example.com/x"), "PublicOrigin must be an https origin" },
        { "a public origin over http", o => o.PublicOrigin = new Uri("http://app.example.com"), "PublicOrigin must be an https origin" },
        { "a relative public origin", o => o.PublicOrigin = new Uri("/x", UriKind.Relative), "PublicOrigin must be an https origin" },
        { "an allowed origin with a path", o => o.AllowedReturnOrigins.Add("https://a.example/b"), "AllowedReturnOrigins has 'https://a.example/b'" },
        { "an allowed origin over http", o => o.AllowedReturnOrigins.Add("http://a.example"), "AllowedReturnOrigins has 'http://a.example'" },
        { "an allowed origin that is none", o => o.AllowedReturnOrigins.Add("*"), "AllowedReturnOrigins has '*'" },
        { "no callback path", o => o.CallbackPath = default, "CallbackPath is missing" },
        { "the root as callback path", o => o.CallbackPath = "/", "CallbackPath is missing" },
        { "the callback as sign-in page", o => o.SignInPath = "/signin-workos", "SignInPath, ErrorPath and AccountSwitchPath must be pages of the app" },
        { "the callback as the page that asks", o => o.AccountSwitchPath = "/signin-workos", "SignInPath, ErrorPath and AccountSwitchPath must be pages of the app" },
        { "the callback as error page", o => o.ErrorPath = "/SignIn-WorkOS", "SignInPath, ErrorPath and AccountSwitchPath must be pages of the app" },
        { "the scheme as its own sign-in scheme", o => o.SignInScheme = "WorkOS", "SignInScheme is the scheme itself" },
        { "an empty sign-in scheme", o => o.SignInScheme = "", "there is no scheme to keep a user signed in" },
        { "a sign-in scheme that nobody added", o => o.SignInScheme = "Identity.External", "SignInScheme 'Identity.External' does not exist: add it with AddCookie" },
        { "no time at the identity provider", o => o.RemoteAuthenticationTimeout = TimeSpan.Zero, "RemoteAuthenticationTimeout must be positive" },
        { "no time for a call", o => o.BackchannelTimeout = TimeSpan.Zero, "BackchannelTimeout must be positive" },
        { "two defaults", o => o.Connection = "conn_a", "Organization and Connection are both named: keep one" },
        { "a protocol parameter", o => o.AdditionalAuthorizationParameters["Client_Id"] = "x", "AdditionalAuthorizationParameters has 'Client_Id'" },
        { "a scope", o => o.Scope.Add("Calendars.Read"), "Scope has 'Calendars.Read', which is never sent: WorkOS takes none for itself; ask an OAuth provider for it with ProviderScopes" },
        { "a domain that is none", o => o.Domains["acme"] = "org_a", "Domains maps 'acme' to 'org_a'" },
        { "a domain without its organization", o => o.Domains["acme.com"] = "", "Domains maps 'acme.com' to ''" },
    };

    public static TheoryData<string, string> UnreadableValues => new()
    {
        { "Enabled", "perhaps" },
        { "BaseAddress", "api.workos.com" },
        { "PublicOrigin", "app" },
        { "CallbackPath", "signin" },
        { "SignInPath", "login" },
        { "ErrorPath", "~/error" },
        { "UsePkce", "1" },
        { "SaveTokens", "yes" },
        { "IdpInitiated", "Allow" },
        { "IdpInitiated", "7" },
        { "DomainMode", "9" },
        { "SingleLogout", "on" },
        { "BackchannelTimeout", "soon" },
        { "RemoteAuthenticationTimeout", "99999999999" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task A_problem_is_named_with_what_to_do(string name, Action<WorkOsOptions> options, string text)
    {
        var failure = await FailAsync(settings => settings.Options = options);

        Assert.True(failure.Failures.Any(problem => problem.StartsWith("Scheme 'WorkOS': ", StringComparison.Ordinal) && problem.Contains(text, StringComparison.Ordinal)), $"{name}: {failure.Message}");
        Assert.DoesNotContain(Secrets.ApiKey, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(UnreadableValues))]
    public async Task A_configuration_value_that_cannot_be_read_is_named(string key, string value)
    {
        var failure = await FailAsync(settings => settings.Configuration[$"Authentication:Schemes:WorkOS:{key}"] = value);

        Assert.Contains($"'{key}' in the configuration cannot be read", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_are_in_one_message()
    {
        var failure = await FailAsync(settings =>
        {
            settings.Configuration["Authentication:Schemes:WorkOS:SaveTokens"] = "yes";
            settings.Options = static options =>
            {
                options.ClientId = "";
                options.ApiKey = "pk_test";
                options.BaseAddress = new Uri("http://api.workos.com");
                options.Provider = "GoogleOAuth";
            };
        });

        Assert.Equal(5, failure.Failures.Count());
        Assert.All(failure.Failures, problem => Assert.Contains(problem, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_schemes_may_not_share_a_callback_path()
    {
        var failure = await FailAsync(settings => settings.Services = static (services, options) =>
            services.AddWorkOs(options).AddWorkOs("Other", "Other", other =>
            {
                options(other);
                other.CallbackPath = "/SIGNIN-workos";
            }));

        Assert.Contains(failure.Failures, problem => problem.Contains("is used by scheme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_app_without_a_scheme_that_keeps_people_signed_in_does_not_start()
    {
        var failure = await FailAsync(settings => settings.Services = static (services, options) =>
            services.AddAuthentication().AddWorkOs(options));

        Assert.Contains("there is no scheme to keep a user signed in: call AddCookie()", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_default_scheme_that_cannot_keep_people_signed_in_does_not_do()
    {
        var failure = await FailAsync(settings => settings.Services = static (services, options) =>
            services.AddAuthentication("WorkOS.Bearer").AddWorkOsBearer(bearer => bearer.ClientId = "client_1").AddWorkOs(options));

        Assert.Contains("SignInScheme 'WorkOS.Bearer' cannot keep a user signed in", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.workos.com")]
    [InlineData("https://auth.acme.com/workos/")]
    [InlineData("http://localhost:4100")]
    [InlineData("http://127.0.0.1:4100/x")]
    [InlineData("http://[::1]:4100")]
    public async Task An_address_that_keeps_the_key_safe_is_accepted(string address)
    {
        await using var app = await TestApp.StartAsync(options => options.BaseAddress = new Uri(address));
    }

    [Fact]
    public async Task A_scheme_that_is_switched_off_needs_nothing_and_does_nothing()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.Configuration["Authentication:Schemes:WorkOS:Enabled"] = "false";
            settings.Options = static options =>
            {
                options.ClientId = "";
                options.ApiKey = "";
            };
        });
        var browser = app.NewBrowser();

        Assert.Equal(401, (int)(await browser.GetAsync("/secret")).Status);
        Assert.Equal(404, (int)(await browser.GetAsync(SignInSteps.CallbackPath + "?code=x")).Status);
        Assert.Equal("home", (await browser.GetAsync("/")).Body);
    }

    [Fact]
    public async Task A_scheme_that_is_switched_off_leads_to_the_sign_in_page_where_there_is_one()
    {
        await using var app = await TestApp.StartAsync(options =>
        {
            options.Enabled = false;
            options.SignInPath = "/login";
        });

        Assert.Equal("/login?ReturnUrl=%2Fsecret", (await app.NewBrowser().GetAsync("/secret")).Location);
    }

    private static async Task<OptionsValidationException> FailAsync(Action<TestAppSettings> configure)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await (await TestApp.StartAsync(configure)).DisposeAsync());
        return Assert.IsType<OptionsValidationException>(failure is AggregateException { InnerExceptions: [var first, ..] } ? first : failure);
    }
}
