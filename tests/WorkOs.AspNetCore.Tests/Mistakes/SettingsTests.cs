using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>What a container can set, and what a key does that nothing reads.</summary>
[Trait("Room", "Mistakes")]
public sealed class SettingsTests
{
    private const string Section = "Authentication:Schemes:WorkOS:";

    public static TheoryData<string, string> Keys => new()
    {
        { "ErrorPaht", "write 'ErrorPath'" },
        { "ApiKeys", "write 'ApiKey'" },
        { "WebhookSecret", "write 'WebhookSecrets'" },
        { "Client_Id", "write 'ClientId'" },
        { "LogoutUrlOfTheIntranet", "compare it with the options in the documentation, or remove it" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_key_that_is_no_setting_is_warned_of_with_the_nearest_name(string key, string fix)
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase { Configuration = new Dictionary<string, string?> { [Section + key] = "sk_test_value" } });

        var warning = Assert.Single(app.Warnings);
        Assert.Equal("unknown_setting", warning["Kind"]);
        Assert.Contains($"'{key}' in the configuration section of the scheme is no setting and has no effect: {fix}", warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test_value", warning.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_setting_is_warned_of_however_it_is_written()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase
        {
            Configuration = new Dictionary<string, string?>
            {
                [Section + "publicorigin"] = "https://app.example.com",
                [Section + "AllowedReturnOrigins:0"] = "https://docs.example.com",
                [Section + "Domains:acme.com"] = "org_1",
                [Section + "WebhookSecrets"] = "secret",
                ["Authentication:Schemes:WorkOS.Bearer:ValidAudience"] = "https://api.example.com",
            },
            Services = static (services, options) => services.AddWorkOs(options).AddWorkOsBearer(bearer => bearer.ClientId = "client_1"),
        });

        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task Every_product_warns_of_keys_that_are_no_settings()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase
        {
            Configuration = new Dictionary<string, string?>
            {
                ["Authentication:Schemes:WorkOS.Bearer:Audience"] = "https://api.example.com",
                ["Authentication:Schemes:WorkOS.ApiKey:Header"] = "X-Key",
            },
            Services = static (services, options) => services.AddWorkOs(options)
                .AddWorkOsBearer(bearer => bearer.ClientId = "client_1")
                .AddWorkOsApiKey(key => key.ApiKey = "sk_test_1"),
        });

        Assert.Equal(["WorkOS.ApiKey", "WorkOS.Bearer"], app.Warnings.Select(warning => warning["Scheme"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_container_sets_a_scheme_by_names_that_a_shell_can_export()
    {
        await using var app = await StartBothAsync(new()
        {
            ["WORKOS_CLIENT_ID"] = "client_env",
            ["WORKOS_API_KEY"] = "sk_test_env",
            ["WORKOS_BASE_ADDRESS"] = "https://auth.example.com",
            ["WORKOS_PUBLIC_ORIGIN"] = "https://app.example.com",
            ["WORKOS_WEBHOOK_SECRET"] = "wh_env",
            ["WORKOS_CONNECT_CLIENT_ID"] = "client_connect",
            ["WORKOS_CONNECT_CLIENT_SECRET"] = "connect_env",
            ["WORKOS_AUTHKIT_DOMAIN"] = "https://acme.authkit.app",
        });
        var (sso, authKit, connect) = app.Options();

        Assert.All<WorkOsRemoteOptions>([sso, authKit], options => Assert.Equal(
            ("client_env", "sk_test_env", "https://auth.example.com/", "https://app.example.com/"),
            (options.ClientId, options.ApiKey, options.BaseAddress.AbsoluteUri, options.PublicOrigin?.AbsoluteUri)));
        Assert.Equal("https://auth.example.com/sso/token", sso.TokenEndpoint);
        Assert.Equal(["wh_env", "wh_env"], sso.WebhookSecrets.Concat(authKit.WebhookSecrets));
        Assert.Equal(("client_connect", "connect_env", "https://acme.authkit.app/"), (connect.ClientId, connect.ClientSecret, connect.AuthKitDomain?.AbsoluteUri));
    }

    [Fact]
    public async Task A_section_with_underscores_is_that_of_a_scheme_whose_name_no_shell_can_export()
    {
        await using var app = await StartBothAsync(new()
        {
            ["WORKOS_CLIENT_ID"] = "client_env",
            ["WORKOS_API_KEY"] = "sk_test_env",
            ["WORKOS_BASE_ADDRESS"] = "https://auth.example.com",
            ["WORKOS_AUTHKIT_DOMAIN"] = "https://acme.authkit.app",
            ["Authentication:Schemes:WorkOS_AuthKit:ClientId"] = "client_alias",
            ["Authentication:Schemes:WorkOS_AuthKit:ApiKey"] = "sk_test_alias",
            ["Authentication:Schemes:WorkOS_AuthKit:WebhookSecrets:0"] = "wh_alias",
            ["Authentication:Schemes:WorkOS.AuthKit:ApiKey"] = "sk_test_exact",
            ["Authentication:Schemes:WorkOS.AuthKit:BaseAddress"] = "https://exact.example.com",
            ["Authentication:Schemes:WorkOS_Connect:ClientId"] = "client_connect",
            ["Authentication:Schemes:WorkOS_Connect:ClientSecret"] = "connect_alias",
        });
        var (sso, authKit, connect) = app.Options();

        Assert.Equal(("client_env", "https://auth.example.com/"), (sso.ClientId, sso.BaseAddress.AbsoluteUri));
        Assert.Equal(("client_alias", "sk_test_exact", "https://exact.example.com/"), (authKit.ClientId, authKit.ApiKey, authKit.BaseAddress.AbsoluteUri));
        Assert.Equal(["wh_alias"], authKit.WebhookSecrets);
        Assert.Equal("connect_alias", connect.ClientSecret);
        Assert.Empty(app.App.Warnings);
    }

    [Fact]
    public async Task Code_wins_over_the_environment()
    {
        await using var app = await MistakenApp.StartAsync(new MistakeCase
        {
            Configuration = new Dictionary<string, string?>
            {
                ["WORKOS_CLIENT_ID"] = "client_env",
                ["WORKOS_BASE_ADDRESS"] = "https://auth.example.com",
                ["WORKOS_PUBLIC_ORIGIN"] = "https://env.example.com",
                ["WORKOS_WEBHOOK_SECRET"] = "wh_env",
            },
            Options = static options =>
            {
                options.ClientId = "client_code";
                options.BaseAddress = new Uri("https://code.example.com");
                options.PublicOrigin = new Uri("https://code.example.com");
                options.WebhookSecrets.Add("wh_code");
            },
        });
        var options = app.Options<WorkOsOptions>(WorkOsDefaults.AuthenticationScheme);

        Assert.Equal(("client_code", "code.example.com", "code.example.com"), (options.ClientId, options.BaseAddress.Host, options.PublicOrigin!.Host));
        Assert.Equal(["wh_code"], options.WebhookSecrets);
    }

    private static async Task<ThreeProducts> StartBothAsync(Dictionary<string, string?> configuration) => new(await MistakenApp.StartAsync(new MistakeCase
    {
        Configuration = configuration,
        Services = static (services, _) =>
        {
            services.AddWorkOs();
            services.AddWorkOsAuthKit().AddWorkOsDistributedSessions();
            services.AddWorkOsConnect();
        },
    }));

    private sealed record ThreeProducts(MistakenApp App) : IAsyncDisposable
    {
        public (WorkOsOptions Sso, WorkOsAuthKitOptions AuthKit, WorkOsConnectOptions Connect) Options() => (
            App.Options<WorkOsOptions>(WorkOsDefaults.AuthenticationScheme),
            App.Options<WorkOsAuthKitOptions>(WorkOsAuthKitDefaults.AuthenticationScheme),
            App.Options<WorkOsConnectOptions>(WorkOsConnectDefaults.AuthenticationScheme));

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
