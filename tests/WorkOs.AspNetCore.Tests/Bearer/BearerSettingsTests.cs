using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>What the settings of the bearer scheme do to a request.</summary>
[Trait("Room", "Bearer")]
public sealed class BearerSettingsTests
{
    public static TheoryData<string> Edges => [.. EdgeSettings.Keys];

    private static Dictionary<string, Action<WorkOsBearerOptions>> EdgeSettings { get; } = new(StringComparer.Ordinal)
    {
        ["no clock skew"] = options => options.ClockSkew = TimeSpan.Zero,
        ["ten minutes of clock skew"] = options => options.ClockSkew = TimeSpan.FromMinutes(10),
        ["no tolerance for an outage"] = options => options.KeyOutageTolerance = TimeSpan.Zero,
        ["a cache for no token"] = options => options.TokenCacheSize = 0,
        ["a cache for one token"] = options => options.TokenCacheSize = 1,
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public async Task The_edge_of_what_is_allowed_is_allowed(string edge)
    {
        await using var api = await BearerApi.StartAsync(EdgeSettings[edge]);

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
    }

    [Theory]
    [InlineData("https://one.example", "", true)]
    [InlineData("", "https://one.example", true)]
    [InlineData("", "", true)]
    [InlineData("https://one.example", "a", false)]
    public async Task An_empty_issuer_or_audience_is_a_problem_beside_others(string issuer, string audience, bool isProblem)
    {
        var failure = await Record.ExceptionAsync(async () => await (await BearerApi.StartAsync(options =>
        {
            options.ValidIssuers.Add(issuer);
            options.ValidAudiences.Add(audience);
        })).DisposeAsync());

        Assert.Equal(isProblem, failure is OptionsValidationException);
    }

    [Fact]
    public async Task The_time_provider_of_the_options_says_when_a_token_has_expired()
    {
        var late = new FakeClock();
        late.Advance(TimeSpan.FromHours(1));
        await using var api = await BearerApi.StartAsync(options => options.TimeProvider = late);

        Assert.Equal(401, (await api.SendTokenAsync(TokenForge.Good())).Status);
    }

    [Fact]
    public async Task A_client_of_the_app_fetches_the_keys()
    {
        using var workOs = new KeySetServer();
        using var client = new HttpClient(workOs);
        await using var api = await BearerApi.StartAsync(options => options.Backchannel = client);

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal((1, 0), (workOs.Requests, api.WorkOs.Requests));
    }

    [Theory]
    [InlineData(null, TokenForge.Issuer)]
    [InlineData("https://issuer.example.com", "https://issuer.example.com")]
    public async Task Claims_are_issued_by_the_issuer_of_the_token_or_of_the_options(string? claimsIssuer, string expected)
    {
        string? issuer = null;
        await using var api = await BearerApi.StartAsync(options =>
        {
            options.ClaimsIssuer = claimsIssuer;
            options.Events.OnTokenValidated = context =>
            {
                issuer = context.Principal!.FindFirst(WorkOsClaimTypes.OrganizationId)!.Issuer;
                return Task.CompletedTask;
            };
        });

        await api.SendTokenAsync(TokenForge.Good());

        Assert.Equal(expected, issuer);
    }

    [Fact]
    public async Task A_token_that_the_app_has_found_is_used_and_not_the_one_in_the_header()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnMessageReceived = context =>
        {
            context.Token = TokenForge.Good();
            return Task.CompletedTask;
        });

        Assert.Equal(200, (await api.SendTokenAsync("garbage")).Status);
    }

    [Theory]
    [InlineData(false, "none")]
    [InlineData(true, null)]
    public async Task The_token_is_kept_for_the_request_only_where_the_options_say_so(bool saveToken, string? expected)
    {
        await using var api = await BearerApi.StartAsync(options => options.SaveToken = saveToken);
        var token = TokenForge.Good();

        Assert.Equal(expected ?? token, (await api.SendTokenAsync(token, "/token")).Body);
    }

    [Fact]
    public async Task Clients_and_the_tolerance_for_an_outage_can_come_from_configuration()
    {
        const string Section = "Authentication:Schemes:WorkOS.Bearer:";
        await using var api = await BearerApi.StartAsync(configuration:
        [
            new("WORKOS_CLIENT_ID", TokenForge.ClientId),
            new(Section + "ValidClientIds:0", "client_second"),
            new(Section + "ValidClientIds:1", "client_second"),
            new(Section + "KeyOutageTolerance", "02:00:00"),
        ]);

        var options = api.Services.GetRequiredService<IOptionsMonitor<WorkOsBearerOptions>>().Get(WorkOsBearerDefaults.AuthenticationScheme);
        Assert.Equal(["client_second"], options.ValidClientIds);
        Assert.Equal(TimeSpan.FromHours(2), options.KeyOutageTolerance);
    }

    [Fact]
    public async Task Options_without_a_name_are_those_of_no_scheme()
    {
        await using var api = await BearerApi.StartAsync(configuration:
        [
            new("WORKOS_CLIENT_ID", TokenForge.ClientId),
            new("Authentication:Schemes:RoleClaim", "of_no_scheme"),
        ]);

        Assert.Equal("role", api.Services.GetRequiredService<IOptions<WorkOsBearerOptions>>().Value.RoleClaim);
    }

    [Fact]
    public async Task Printable_characters_stay_in_a_challenge()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnChallenge = context =>
        {
            context.ErrorDescription = "a b~!\u007f\u001f";
            return Task.CompletedTask;
        });

        Assert.Equal("Bearer error_description=\"a b~!  \"", (await api.SendAsync(null)).Challenge);
    }
}
