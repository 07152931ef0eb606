using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

[Trait("Room", "Bearer")]
public class BearerOptionsTests
{
    private const string Section = "Authentication:Schemes:WorkOS.Bearer:";

    public static TheoryData<Action<WorkOsBearerOptions>, string> Problems => new()
    {
        { options => options.ClientId = "", "ClientId is missing" },
        { options => options.ClientId = "sk_test_1", "ClientId holds an API key" },
        { options => options.ClientId = "client_...", "ClientId is still a placeholder" },
        { options => options.ClientId = "client_01\n", "ClientId has a space, a line break or an invisible character" },
        { options => options.ClientId = " client_01", "ClientId has a space" },
        { options => options.BaseAddress = new Uri("http://api.workos.com"), "BaseAddress must be" },
        { options => options.BaseAddress = new Uri("/relative", UriKind.Relative), "BaseAddress must be" },
        { options => options.BaseAddress = null!, "BaseAddress must be" },
        { options => options.BaseAddress = new Uri("https://user:password@api.workos.com"), "BaseAddress must be" },
        { options => options.BaseAddress = new Uri("https://api.workos.com?x=1"), "BaseAddress must be" },
        { options => options.BaseAddress = new Uri("ftp://api.workos.com"), "BaseAddress must be" },
        { options => options.ValidIssuers.Add(" "), "ValidIssuers or ValidAudiences" },
        { options => options.ValidAudiences.Add(""), "ValidIssuers or ValidAudiences" },
        { options => options.ValidClientIds.Add(" "), "ValidClientIds has an empty value" },
        { options => options.KeyOutageTolerance = TimeSpan.FromTicks(-1), "KeyOutageTolerance must not" },
        { options => options.ClockSkew = TimeSpan.FromSeconds(-1), "ClockSkew must be" },
        { options => options.ClockSkew = TimeSpan.FromMinutes(11), "ClockSkew must be" },
        { options => options.RoleClaim = "", "RoleClaim is empty" },
        { options => options.TokenCacheSize = -1, "TokenCacheSize must not" },
        { options => options.BackchannelTimeout = TimeSpan.Zero, "BackchannelTimeout must be" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task A_problem_stops_the_app_at_its_start_and_says_what_to_do(Action<WorkOsBearerOptions> configure, string expected)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => BearerApi.StartAsync(configure, []));

        Assert.Contains($"Scheme 'WorkOS.Bearer': {expected}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_are_in_one_message()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => BearerApi.StartAsync(
            options =>
            {
                options.BaseAddress = new Uri("http://api.workos.com");
                options.RoleClaim = "";
            },
            [new(Section + "ClockSkew", "soon"), new(Section + "TokenCacheSize", "many")]));

        Assert.Equal(5, exception.Failures.Count());
        Assert.Contains("'ClockSkew' in the configuration cannot be read", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'TokenCacheSize' in the configuration cannot be read", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:4100")]
    [InlineData("http://127.0.0.1:4100/")]
    [InlineData("https://auth.example.com")]
    public async Task A_loopback_address_may_be_http(string address)
    {
        await using var api = await BearerApi.StartAsync(options => options.BaseAddress = new Uri(address));

        Assert.Equal(new Uri(address), Options(api).BaseAddress);
    }

    [Theory]
    [InlineData("https://auth.example.com", "https://auth.example.com")]
    [InlineData("https://auth.example.com/", "https://auth.example.com/")]
    [InlineData("https://auth.example.com/", "https://auth.example.com/user_management/client_01HXYZ")]
    public async Task A_custom_domain_is_where_the_keys_are_and_who_issues(string address, string issuer)
    {
        await using var api = await BearerApi.StartAsync(options => options.BaseAddress = new Uri(address));
        var token = TokenForge.Sign(TokenForge.Header, $$"""{"iss":"{{issuer}}","sub":"user_01","sid":"session_01","exp":{{TokenForge.Now + 300}}}""");

        Assert.Equal(200, (await api.SendTokenAsync(token)).Status);
        Assert.Equal(401, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal("https://auth.example.com/sso/jwks/client_01HXYZ", Assert.Single(api.WorkOs.Urls)?.AbsoluteUri);
    }

    [Theory]
    [InlineData(null, "https://environment.example/")]
    [InlineData("https://code.example", "https://code.example/")]
    public async Task The_environment_sets_the_address_unless_the_app_does(string? code, string address)
    {
        await using var api = await BearerApi.StartAsync(
            options => options.BaseAddress = code is null ? options.BaseAddress : new Uri(code),
            [new("WORKOS_CLIENT_ID", TokenForge.ClientId), new("WORKOS_BASE_ADDRESS", "https://environment.example")]);

        Assert.Equal(address, Options(api).BaseAddress.AbsoluteUri);
    }

    [Fact]
    public async Task A_client_id_cannot_lead_the_key_set_elsewhere()
    {
        await using var api = await BearerApi.StartAsync(options => options.ClientId = "../x?y#z");

        await api.SendTokenAsync(TokenForge.Good());

        Assert.Equal("https://api.workos.com/sso/jwks/..%2Fx%3Fy%23z", Assert.Single(api.WorkOs.Urls)?.AbsoluteUri);
    }

    [Fact]
    public async Task Every_setting_can_come_from_configuration()
    {
        await using var api = await BearerApi.StartAsync(configuration:
        [
            new(Section + "ClientId", "client_config"),
            new(Section + "BaseAddress", "https://auth.example.com"),
            new(Section + "ValidIssuer", "https://one.example"),
            new(Section + "ValidIssuers:0", "https://two.example"),
            new(Section + "ValidAudience", "a"),
            new(Section + "ValidAudiences:0", "a"),
            new(Section + "ValidAudiences:1", "b"),
            new(Section + "ClockSkew", "00:00:05"),
            new(Section + "RequireSession", "false"),
            new(Section + "RoleClaim", "user_role"),
            new(Section + "SaveToken", "true"),
            new(Section + "TokenCacheSize", "100"),
            new(Section + "BackchannelTimeout", "00:00:03"),
        ]);

        var options = Options(api);
        Assert.Equal("client_config", options.ClientId);
        Assert.Equal(new Uri("https://auth.example.com"), options.BaseAddress);
        Assert.Equal(["https://one.example", "https://two.example"], options.ValidIssuers);
        Assert.Equal(["a", "b"], options.ValidAudiences);
        Assert.Equal(TimeSpan.FromSeconds(5), options.ClockSkew);
        Assert.False(options.RequireSession);
        Assert.Equal("user_role", options.RoleClaim);
        Assert.True(options.SaveToken);
        Assert.Equal(100, options.TokenCacheSize);
        Assert.Equal(TimeSpan.FromSeconds(3), options.Backchannel?.Timeout);
    }

    [Fact]
    public async Task What_configuration_does_not_name_keeps_its_default()
    {
        await using var api = await BearerApi.StartAsync(configuration: [new(Section + "ClientId", "client_config")]);

        var options = Options(api);
        Assert.Equal(WorkOsDefaults.BaseAddress, options.BaseAddress);
        Assert.Equal(TimeSpan.FromSeconds(30), options.ClockSkew);
        Assert.Equal("role", options.RoleClaim);
        Assert.False(options.SaveToken);
        Assert.Equal(0, options.TokenCacheSize);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Backchannel?.Timeout);
    }

    [Fact]
    public async Task Code_wins_over_configuration_and_configuration_over_the_environment()
    {
        await using var byCode = await BearerApi.StartAsync(
            options => options.ClientId = "client_code", [new(Section + "ClientId", "client_config"), new("WORKOS_CLIENT_ID", "client_environment")]);
        await using var byConfiguration = await BearerApi.StartAsync(
            configuration: [new(Section + "ClientId", "client_config"), new("WORKOS_CLIENT_ID", "client_environment")]);
        await using var byEnvironment = await BearerApi.StartAsync(configuration: [new("WORKOS_CLIENT_ID", "client_environment")]);

        Assert.Equal(
            ["client_code", "client_config", "client_environment"],
            new[] { byCode, byConfiguration, byEnvironment }.Select(api => Options(api).ClientId));
    }

    [Fact]
    public async Task An_audience_that_is_asked_for_must_be_in_the_token()
    {
        await using var api = await BearerApi.StartAsync(options => options.ValidAudiences.Add("api"));

        Assert.Equal(401, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(""","aud":["api","x"]""")))).Status);
    }

    [Fact]
    public async Task A_scheme_that_is_switched_off_needs_nothing_accepts_nothing_and_asks_WorkOS_nothing()
    {
        await using var api = await BearerApi.StartAsync(
            options => options.ClientId = "", [new(Section + "Enabled", "false")]);

        Assert.Equal(401, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal("name=", (await api.SendTokenAsync(TokenForge.Good(), "/open")).Body);
        Assert.Empty(api.WorkOs.Urls);
    }

    [Fact]
    public async Task A_token_without_a_session_is_accepted_only_where_the_app_says_so()
    {
        var ofSingleSignOn = TokenForge.Sign(TokenForge.Header, $$"""{"iss":"{{TokenForge.Issuer}}","sub":"prof_01","exp":{{TokenForge.Now + 300}}}""");
        await using var strict = await BearerApi.StartAsync();
        await using var lenient = await BearerApi.StartAsync(options => options.RequireSession = false);

        Assert.Equal(401, (await strict.SendTokenAsync(ofSingleSignOn)).Status);
        Assert.Equal(200, (await lenient.SendTokenAsync(ofSingleSignOn)).Status);
    }

    [Fact]
    public async Task Each_overload_adds_its_scheme()
    {
        var services = new ServiceCollection();
        services.AddAuthentication()
            .AddWorkOsBearer()
            .AddWorkOsBearer("Second", _ => { })
            .AddWorkOsBearer("Third", "The third", _ => { });
        await using var provider = services.BuildServiceProvider();

        var schemes = await provider.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync();

        Assert.Equal(
            [(WorkOsBearerDefaults.AuthenticationScheme, null), ("Second", null), ("Third", "The third")],
            schemes.Select(scheme => (scheme.Name, scheme.DisplayName)));
    }

    private static WorkOsBearerOptions Options(BearerApi api) =>
        api.Services.GetRequiredService<IOptionsMonitor<WorkOsBearerOptions>>().Get(WorkOsBearerDefaults.AuthenticationScheme);
}
