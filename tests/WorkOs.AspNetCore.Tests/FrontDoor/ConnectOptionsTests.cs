using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Tests.FrontDoor;

[Trait("Room", "FrontDoor")]
[Trait("Room", "Connect")]
public sealed class ConnectOptionsTests
{
    private static readonly Dictionary<string, string?> Complete = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Authentication:Schemes:WorkOS.Connect:AuthKitDomain"] = "https://acme.authkit.app",
        ["Authentication:Schemes:WorkOS.Connect:ClientId"] = "client_connect_01",
        ["Authentication:Schemes:WorkOS.Connect:ClientSecret"] = "a/secret+of=the~application",
    };

    private static readonly Dictionary<string, (string Key, string? Value, string Problem)> Wrong = new(StringComparer.Ordinal)
    {
        ["no domain"] = ("AuthKitDomain", null, "AuthKitDomain must be the https origin"),
        ["a domain with a path"] = ("AuthKitDomain", "https://acme.authkit.app/oauth2", "AuthKitDomain must be the https origin"),
        ["a domain over http"] = ("AuthKitDomain", "http://acme.authkit.app", "AuthKitDomain must be the https origin"),
        ["a domain with a query"] = ("AuthKitDomain", "https://acme.authkit.app/?x=1", "AuthKitDomain must be the https origin"),
        ["a domain without scheme"] = ("AuthKitDomain", "acme.authkit.app", "cannot be read: write an address with its scheme"),
        ["no client id"] = ("ClientId", null, "copy the client id of the Connect application"),
        ["an API key as client id"] = ("ClientId", "sk_live_01", "ClientId holds an API key"),
        ["no secret"] = ("ClientSecret", null, "create a client secret for the Connect application"),
        ["an API key as secret"] = ("ClientSecret", "sk_live_01", "ClientSecret holds an API key"),
        ["a client id as secret"] = ("ClientSecret", "client_01", "ClientSecret holds a client id"),
        ["a placeholder as secret"] = ("ClientSecret", "<your secret>", "ClientSecret is still a placeholder"),
        ["a secret with a line break"] = ("ClientSecret", "secret\n", "ClientSecret has a space, a line break"),
        ["no openid"] = ("Scope", "profile", "Scope lacks 'openid'"),
        ["two scopes in one"] = ("Scope:1", "profile email", "which is no scope"),
        ["a public application with a secret"] = ("ClientAuthentication", "None", "remove the secret, or let it be sent"),
        ["another authentication"] = ("ClientAuthentication", "PrivateKeyJwt", "'ClientAuthentication' in the configuration cannot be read"),
        ["a connection"] = ("Connection", "conn_01", "Connection and Provider cannot be used"),
        ["a provider"] = ("Provider", "GoogleOAuth", "Connection and Provider cannot be used"),
        ["a relative resource"] = ("Resource", "/api", "Resource must be an absolute URI"),
        ["a resource with a fragment"] = ("Resource", "https://api.acme.com/#x", "Resource must be an absolute URI"),
        ["an endpoint origin with a path"] = ("AllowedEndpointOrigins", "https://tokens.acme.com/x", "AllowedEndpointOrigins has"),
        ["no time to refresh"] = ("RefreshBeforeExpiration", "00:00:00", "RefreshBeforeExpiration must be positive"),
    };

    public static TheoryData<string> WrongNames => new(Wrong.Keys);

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void A_setting_that_cannot_work_is_reported_at_start_up(string name)
    {
        var (key, value, problem) = Wrong[name];
        var settings = new Dictionary<string, string?>(Complete, StringComparer.OrdinalIgnoreCase)
        {
            [$"Authentication:Schemes:WorkOS.Connect:{key}"] = value,
        };
        if (key == "Scope:1")
        {
            settings["Authentication:Schemes:WorkOS.Connect:Scope:0"] = "openid";
        }

        var failure = Assert.Throws<OptionsValidationException>(() => Read(settings));

        Assert.Contains("Scheme 'WorkOS.Connect': ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a/secret+of", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max_age")]
    [InlineData("Resource")]
    [InlineData("request")]
    [InlineData("request_uri")]
    [InlineData("claims")]
    [InlineData("registration")]
    public void A_parameter_that_would_change_the_protocol_is_reported_at_start_up(string parameter)
    {
        var services = Services(Complete);
        services.AddWorkOsConnect(options => options.AdditionalAuthorizationParameters[parameter] = "x");
        using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptionsMonitor<WorkOsConnectOptions>>().Get(WorkOsConnectDefaults.AuthenticationScheme));

        Assert.Contains($"'{parameter}', which cannot be used with Connect", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_section_of_the_scheme_sets_everything()
    {
        var options = Read(new Dictionary<string, string?>(Complete, StringComparer.OrdinalIgnoreCase)
        {
            ["Authentication:Schemes:WorkOS.Connect:Scope:0"] = "openid",
            ["Authentication:Schemes:WorkOS.Connect:Scope:1"] = "offline_access",
            ["Authentication:Schemes:WorkOS.Connect:Resource"] = "https://api.acme.com/",
            ["Authentication:Schemes:WorkOS.Connect:IsOwnEnvironment"] = "true",
            ["Authentication:Schemes:WorkOS.Connect:ClientAuthentication"] = "SecretBasic",
            ["Authentication:Schemes:WorkOS.Connect:GetClaimsFromUserInfoEndpoint"] = "true",
            ["Authentication:Schemes:WorkOS.Connect:AllowedEndpointOrigins"] = "https://tokens.acme.com",
            ["Authentication:Schemes:WorkOS.Connect:UsePkce"] = "false",
            ["Authentication:Schemes:WorkOS.Connect:RoleClaim"] = "user_role",
        });

        Assert.Equal(new Uri("https://acme.authkit.app"), options.AuthKitDomain);
        Assert.Equal(["openid", "offline_access"], options.Scope);
        Assert.Equal("https://api.acme.com/", options.Resource);
        Assert.True(options.IsOwnEnvironment);
        Assert.Equal(WorkOsClientAuthentication.SecretBasic, options.ClientAuthentication);
        Assert.True(options.GetClaimsFromUserInfoEndpoint);
        Assert.Equal(["https://tokens.acme.com"], options.AllowedEndpointOrigins);
        Assert.False(options.UsePkce);
        Assert.Equal("user_role", options.RoleClaim);
    }

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        var options = Read(Complete);

        Assert.Equal(["openid", "profile", "email"], options.Scope);
        Assert.Equal(WorkOsConnectDefaults.CallbackPath, options.CallbackPath);
        Assert.Equal(WorkOsClientAuthentication.SecretPost, options.ClientAuthentication);
        Assert.True(options.UsePkce);
        Assert.False(options.IsOwnEnvironment);
        Assert.False(options.GetClaimsFromUserInfoEndpoint);
        Assert.Null(options.Resource);
    }

    [Fact]
    public void The_credentials_of_the_environment_are_not_those_of_an_application()
    {
        var settings = new Dictionary<string, string?>(Complete, StringComparer.OrdinalIgnoreCase)
        {
            ["WORKOS_CLIENT_ID"] = "client_environment",
            ["WORKOS_API_KEY"] = "sk_live_environment",
        };
        settings.Remove("Authentication:Schemes:WorkOS.Connect:ClientId");
        settings.Remove("Authentication:Schemes:WorkOS.Connect:ClientSecret");

        Assert.Contains("copy the client id of the Connect application", Assert.Throws<OptionsValidationException>(() => Read(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_application_needs_no_secret_but_PKCE()
    {
        var settings = new Dictionary<string, string?>(Complete, StringComparer.OrdinalIgnoreCase)
        {
            ["Authentication:Schemes:WorkOS.Connect:ClientSecret"] = "",
            ["Authentication:Schemes:WorkOS.Connect:ClientAuthentication"] = "None",
        };
        Assert.Equal(WorkOsClientAuthentication.None, Read(settings).ClientAuthentication);

        settings["Authentication:Schemes:WorkOS.Connect:UsePkce"] = "false";
        Assert.Contains("UsePkce is off", Assert.Throws<OptionsValidationException>(() => Read(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_product_that_is_added_first_challenges_and_all_share_the_cookie()
    {
        var services = Services(Complete);
        services.AddWorkOsConnect();
        services.AddWorkOs(options => (options.ClientId, options.ApiKey) = ("client_01", "sk_01"));
        await using var provider = services.BuildServiceProvider();
        var schemes = provider.GetRequiredService<IAuthenticationSchemeProvider>();

        Assert.Equal(WorkOsConnectDefaults.AuthenticationScheme, (await schemes.GetDefaultChallengeSchemeAsync())!.Name);
        Assert.Equal(CookieAuthenticationDefaults.AuthenticationScheme, (await schemes.GetDefaultAuthenticateSchemeAsync())!.Name);
        Assert.Equal(3, (await schemes.GetAllSchemesAsync()).Count());
        Assert.Equal(typeof(WorkOsConnectHandler), (await schemes.GetSchemeAsync(WorkOsConnectDefaults.AuthenticationScheme))!.HandlerType);
    }

    private static WorkOsConnectOptions Read(IDictionary<string, string?> settings)
    {
        var services = Services(settings);
        services.AddWorkOsConnect();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<WorkOsConnectOptions>>().Get(WorkOsConnectDefaults.AuthenticationScheme);
    }

    private static ServiceCollection Services(IDictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services;
    }
}
