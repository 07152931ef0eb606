using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

[Trait("Room", "Bearer")]
public sealed class ApiKeyOptionsTests
{
    private const string Section = "Authentication:Schemes:WorkOS.ApiKey:";

    public static TheoryData<Action<WorkOsApiKeyOptions>, string> Problems => new()
    {
        { options => options.ApiKey = "", "ApiKey is missing" },
        { options => options.ApiKey = "client_01", "ApiKey holds a client id" },
        { options => options.ApiKey = "sk_...", "ApiKey is still a placeholder" },
        { options => options.ApiKey = "sk_test_1\n", "ApiKey has a space, a line break or an invisible character" },
        { options => options.BaseAddress = new Uri("http://api.workos.com"), "BaseAddress must be" },
        { options => options.BaseAddress = new Uri("/relative", UriKind.Relative), "BaseAddress must be" },
        { options => options.BaseAddress = null!, "BaseAddress must be" },
        { options => options.HeaderName = "", "HeaderName is not" },
        { options => options.HeaderName = "X Api Key", "HeaderName is not" },
        { options => options.HeaderName = "X-Api-Key:", "HeaderName is not" },
        { options => options.HeaderName = "authorization", "HeaderName is 'Authorization'" },
        { options => options.RememberFor = TimeSpan.FromTicks(-1), "RememberFor must be" },
        { options => options.RememberFor = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1), "RememberFor must be" },
        { options => options.MaxCallsPerSecond = 0, "MaxCallsPerSecond and MaxConcurrentCalls must" },
        { options => options.MaxConcurrentCalls = 0, "MaxCallsPerSecond and MaxConcurrentCalls must" },
        { options => options.MaxConcurrentCalls = -1, "MaxCallsPerSecond and MaxConcurrentCalls must" },
        { options => options.BackchannelTimeout = TimeSpan.Zero, "BackchannelTimeout must be" },
        { options => options.WebhookTolerance = TimeSpan.Zero, "WebhookTolerance must be" },
        { options => options.WebhookSecrets.Add(" "), "WebhookSecrets has an empty secret" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task A_problem_stops_the_app_at_its_start_and_says_what_to_do(Action<WorkOsApiKeyOptions> configure, string expected)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiKeyApi.StartAsync(
            options =>
            {
                options.ApiKey = "sk_test_1";
                configure(options);
            },
            []));

        Assert.StartsWith($"Scheme 'WorkOS.ApiKey': {expected}", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_are_in_one_message()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiKeyApi.StartAsync(
            options => options.BaseAddress = new Uri("http://api.workos.com"),
            [new(Section + "RememberFor", "soon"), new(Section + "MaxCallsPerSecond", "many")]));

        Assert.Equal(4, exception.Failures.Count());
        Assert.Contains("'RememberFor' in the configuration cannot be read", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_setting_can_come_from_configuration()
    {
        await using var api = await ApiKeyApi.StartAsync(configuration:
        [
            new(Section + "ApiKey", "sk_config"),
            new(Section + "BaseAddress", "https://auth.example.com"),
            new(Section + "HeaderName", "X-Api-Key"),
            new(Section + "RememberFor", "00:00:10"),
            new(Section + "MaxCallsPerSecond", "7"),
            new(Section + "MaxConcurrentCalls", "3"),
            new(Section + "WebhookTolerance", "00:01:00"),
            new(Section + "WebhookSecrets:0", "whsec_config"),
        ]);

        var options = Options(api);
        Assert.Equal("sk_config", options.ApiKey);
        Assert.Equal(new Uri("https://auth.example.com"), options.BaseAddress);
        Assert.Equal("X-Api-Key", options.HeaderName);
        Assert.Equal(TimeSpan.FromSeconds(10), options.RememberFor);
        Assert.Equal((7, 3), (options.MaxCallsPerSecond, options.MaxConcurrentCalls));
        Assert.Equal(TimeSpan.FromMinutes(1), options.WebhookTolerance);
        Assert.Equal(["whsec_config", ApiKeyApi.WebhookSecret], options.WebhookSecrets);
    }

    [Fact]
    public async Task The_timeout_can_come_from_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(Section + "ApiKey", "sk_config"), new(Section + "BackchannelTimeout", "00:00:02")])
            .Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddAuthentication().AddWorkOsApiKey();
        await using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<WorkOsApiKeyOptions>>().Get(WorkOsApiKeyDefaults.AuthenticationScheme);

        Assert.Equal(TimeSpan.FromSeconds(2), options.Backchannel?.Timeout);
    }

    [Fact]
    public async Task What_configuration_does_not_name_keeps_its_default()
    {
        await using var api = await ApiKeyApi.StartAsync();

        var options = Options(api);
        Assert.Equal(WorkOsDefaults.BaseAddress, options.BaseAddress);
        Assert.Null(options.HeaderName);
        Assert.Equal(TimeSpan.FromSeconds(30), options.RememberFor);
        Assert.Equal((50, 16), (options.MaxCallsPerSecond, options.MaxConcurrentCalls));
        Assert.Equal(TimeSpan.FromSeconds(5), new WorkOsApiKeyOptions().BackchannelTimeout);
        Assert.Equal(TimeSpan.FromMinutes(3), options.WebhookTolerance);
    }

    [Fact]
    public async Task Code_wins_over_configuration_and_configuration_over_the_environment()
    {
        await using var byCode = await ApiKeyApi.StartAsync(
            options => options.ApiKey = "sk_code", [new(Section + "ApiKey", "sk_config"), new("WORKOS_API_KEY", "sk_environment")]);
        await using var byConfiguration = await ApiKeyApi.StartAsync(
            configuration: [new(Section + "ApiKey", "sk_config"), new("WORKOS_API_KEY", "sk_environment")]);
        await using var byEnvironment = await ApiKeyApi.StartAsync(configuration: [new("WORKOS_API_KEY", "sk_environment")]);

        Assert.Equal(
            ["sk_code", "sk_config", "sk_environment"],
            new[] { byCode, byConfiguration, byEnvironment }.Select(api => Options(api).ApiKey));
    }

    [Theory]
    [InlineData(null, "https://environment.example/api_keys/validations")]
    [InlineData("https://code.example", "https://code.example/api_keys/validations")]
    public async Task The_environment_sets_the_address_unless_the_app_does(string? code, string asked)
    {
        await using var api = await ApiKeyApi.StartAsync(
            options => options.BaseAddress = code is null ? options.BaseAddress : new Uri(code),
            [new("WORKOS_API_KEY", "sk_environment"), new("WORKOS_BASE_ADDRESS", "https://environment.example")]);

        await api.SendKeyAsync(ApiKeyServer.Acme);

        Assert.Equal(asked, Assert.Single(api.WorkOs.Requests).Url.AbsoluteUri);
    }

    [Fact]
    public async Task A_key_may_be_remembered_for_an_hour() =>
        await (await ApiKeyApi.StartAsync(static options => options.RememberFor = TimeSpan.FromHours(1))).DisposeAsync();

    [Fact]
    public async Task The_time_provider_of_the_options_says_how_long_a_key_is_remembered()
    {
        var clock = new FakeClock();
        await using var api = await ApiKeyApi.StartAsync(options => options.TimeProvider = clock);
        await api.SendKeyAsync(ApiKeyServer.Acme);

        clock.Advance(TimeSpan.FromSeconds(30));
        await api.SendKeyAsync(ApiKeyServer.Acme);

        Assert.Equal(2, api.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task A_client_of_the_app_asks_WorkOS()
    {
        using var workOs = new ApiKeyServer();
        using var client = new HttpClient(workOs);
        await using var api = await ApiKeyApi.StartAsync(options => options.Backchannel = client);

        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        Assert.Equal((1, 0), (workOs.Requests.Count, api.WorkOs.Requests.Count));
    }

    [Fact]
    public async Task A_custom_domain_is_asked()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.BaseAddress = new Uri("https://auth.example.com/"));

        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        Assert.Equal("https://auth.example.com/api_keys/validations", Assert.Single(api.WorkOs.Requests).Url.AbsoluteUri);
    }

    [Fact]
    public async Task A_scheme_that_is_switched_off_needs_nothing_accepts_nothing_and_asks_WorkOS_nothing()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.ApiKey = "", [new(Section + "Enabled", "false")]);

        Assert.Equal(401, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        Assert.Empty(api.WorkOs.Requests);
    }

    [Fact]
    public async Task Each_overload_adds_its_scheme()
    {
        var services = new ServiceCollection();
        services.AddAuthentication()
            .AddWorkOsApiKey()
            .AddWorkOsApiKey("Second", _ => { })
            .AddWorkOsApiKey("Third", "The third", _ => { });
        await using var provider = services.BuildServiceProvider();

        var schemes = await provider.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync();

        Assert.Equal(
            [(WorkOsApiKeyDefaults.AuthenticationScheme, null), ("Second", null), ("Third", "The third")],
            schemes.Select(scheme => (scheme.Name, scheme.DisplayName)));
    }

    private static WorkOsApiKeyOptions Options(ApiKeyApi api) =>
        api.Services.GetRequiredService<IOptionsMonitor<WorkOsApiKeyOptions>>().Get(WorkOsApiKeyDefaults.AuthenticationScheme);
}
