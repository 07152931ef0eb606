using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>One scheme in front of several for one AuthKit domain: the audience says which of them a token is for.</summary>
[Trait("Room", "Bearer")]
[Trait("Room", "FrontDoor")]
public class ApiFrontAudienceTests
{
    private const string Rest = "https://api.example.com/rest";
    private const string RestMachines = "machines of Rest";
    private const string OtherClient = "client_01OTHER";

    private static readonly Dictionary<string, Func<string>> Accepted = new(StringComparer.Ordinal)
    {
        ["the first resource"] = static () => ConnectForge.User(),
        ["the second resource"] = static () => UserFor(Rest),
        ["the second resource and an unknown one"] = static () => UserFor(new JsonArray("https://other.example", Rest)),
        ["both resources"] = static () => UserFor(new JsonArray(Rest, ConnectForge.Resource)),
        ["the environment, of a user"] = static () => UserFor(TokenForge.ClientId),
        ["the environment, of a machine"] = static () => ConnectForge.MachineToken(),
        ["the machines of the second resource"] = static () => ConnectForge.MachineToken(static claims => claims["aud"] = RestMachines),
        ["nobody, of a machine"] = static () => ConnectForge.MachineToken(static claims => claims.Remove("aud")),
    };

    private static readonly Dictionary<string, (Func<string> Make, string Reason)> Refused = new(StringComparer.Ordinal)
    {
        ["an unknown resource"] = (static () => UserFor("https://other.example"), "InvalidAudience. Its audience is 'https://other.example'; expected is 'https://api.example.com/mcp'."),
        ["the second resource in other letters"] = (static () => UserFor("https://API.example.com/rest"), "InvalidAudience. Its audience is 'https://API.example.com/rest'; expected is 'https://api.example.com/mcp'."),
        ["an unknown machine audience"] = (static () => ConnectForge.MachineToken(static claims => claims["aud"] = "client_other"), "InvalidAudience. Its audience is 'client_other'; expected is 'client_01HXYZ'."),
        ["nobody"] = (static () => ConnectForge.User(static claims => claims.Remove("aud")), "InvalidAudience. Its audience is absent; expected is 'https://api.example.com/mcp'."),
        ["an empty list"] = (static () => UserFor(new JsonArray()), "InvalidAudience. Its audience is absent; expected is 'https://api.example.com/mcp'."),
        ["a thousand resources"] = (static () => UserFor(new JsonArray([.. Enumerable.Range(0, 1_000).Select(static i => JsonValue.Create($"a{i}"))])), "InvalidAudience. Its audience is 'a0' and 'a1' and 'a2' and 'a3' and 'a4'; expected is 'https://api.example.com/mcp'."),
        ["ten thousand letters"] = (static () => UserFor(new string('a', 10_000)), "InvalidAudience. Its audience is '[removed]'; expected is 'https://api.example.com/mcp'."),
        ["a number"] = (static () => UserFor(1), "Malformed."),
        ["an object"] = (static () => UserFor(new JsonObject { ["aud"] = Rest }), "Malformed."),
        ["null"] = (static () => UserFor(null), "Malformed."),
        ["a list with a number"] = (static () => UserFor(new JsonArray(Rest, 1)), "Malformed."),
        ["a list in a list"] = (static () => UserFor(new JsonArray(new JsonArray(Rest))), "Malformed."),
        ["two audiences"] = (static () => SignText($$"""{"iss":"{{ConnectForge.Domain}}","aud":"{{ConnectForge.Resource}}","aud":"{{Rest}}"}"""), "DuplicateName."),
        ["half a surrogate"] = (static () => SignText($$"""{"iss":"{{ConnectForge.Domain}}","aud":"\ud800"}"""), "Malformed."),
        ["the second resource, in a payload that ends early"] = (static () => SignText($$"""{"iss":"{{ConnectForge.Domain}}","aud":"{{Rest}}","""), "Malformed."),
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Theory]
    [InlineData("the first resource", "Mcp")]
    [InlineData("the second resource", "Rest")]
    [InlineData("the second resource and an unknown one", "Rest")]
    [InlineData("both resources", "Mcp")]
    [InlineData("the environment, of a user", "Environment")]
    [InlineData("the environment, of a machine", "Mcp")]
    [InlineData("the machines of the second resource", "Rest")]
    [InlineData("nobody, of a machine", "Environment")]
    public async Task A_token_reaches_the_scheme_of_its_audience(string audience, string scheme)
    {
        await using var api = await StartAsync();

        Assert.Equal(new BearerAnswer(200, "", "", scheme), await api.SendTokenAsync(Accepted[audience](), "/api"));
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task A_token_for_no_scheme_is_refused_by_the_first_with_its_issuer(string audience)
    {
        await using var api = await StartAsync();
        var (make, reason) = Refused[audience];

        var answer = await api.SendTokenAsync(make(), "/api");

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), answer);
        Assert.Contains(api.Logs.Entries, line => line.Text.StartsWith($"Mcp was not authenticated. Failure message: The access token was refused: {reason}", StringComparison.Ordinal));
        Assert.DoesNotContain(api.Logs.Entries, static line => line.Text.StartsWith("Rest was not authenticated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_is_too_long_chooses_no_scheme()
    {
        await using var api = await StartAsync();

        var answer = await api.SendTokenAsync(UserFor(new JsonArray(Rest, new string('a', 20_000))), "/api");

        Assert.Equal(401, answer.Status);
        Assert.Contains(api.Logs.Entries, static line => line.Text.StartsWith("Mcp was not authenticated. Failure message: The access token was refused: TooLarge.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_audience_chooses_and_the_scheme_still_verifies()
    {
        await using var api = await StartAsync();
        var forged = ConnectForge.Sign(ConnectForge.UserClaims(), static claims => claims["aud"] = Rest, TokenForge.StrangerKey);

        Assert.Equal(401, (await api.SendTokenAsync(forged, "/api")).Status);
        Assert.Contains(api.Logs.Entries, static line => line.Text.StartsWith("Rest was not authenticated. Failure message: The access token was refused: InvalidSignature.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scheme_that_is_switched_off_is_not_chosen_for_its_audience()
    {
        await using var api = await StartAsync(static options => options.Enabled = false);

        Assert.Equal(401, (await api.SendTokenAsync(UserFor(Rest), "/api")).Status);
        Assert.Contains(api.Logs.Entries, static line => line.Text.StartsWith("Mcp was not authenticated. Failure message: The access token was refused: InvalidAudience.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TokenForge.ClientId, "First")]
    [InlineData(OtherClient, "Second")]
    public async Task Sessions_of_two_environments_with_one_issuer_are_told_apart_by_their_client(string client, string scheme)
    {
        var keys = new KeySetServer();
        await using var api = await StartAsync(builder => builder
            .AddWorkOsBearer("First", options => options.BackchannelHttpHandler = keys)
            .AddWorkOsBearer("Second", options => (options.ClientId, options.BackchannelHttpHandler) = (OtherClient, keys)));

        var answer = await api.SendTokenAsync(ConnectForge.Session(claims => (claims["iss"], claims["client_id"]) = (TokenForge.BaseAddress, client)), "/api");

        Assert.Equal(new BearerAnswer(200, "", "", scheme), answer);
    }

    [Theory]
    [InlineData(null, "Authorization")]
    [InlineData("X-Api-Key", "X-Api-Key")]
    public void Two_schemes_that_take_keys_from_one_header_stop_the_app_at_its_start(string? header, string named)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => ValidateStart(header, header?.ToUpperInvariant()));

        Assert.Equal(
            $"Scheme 'WorkOS.Api': the schemes 'Acme' and 'Beta' take API keys from the same header, '{named}', so that nothing tells whose a key is: set HeaderName of each to a header of its own.",
            exception.Message);
    }

    [Theory]
    [InlineData(null, "X-Api-Key", true)]
    [InlineData("X-Acme-Key", "X-Beta-Key", true)]
    [InlineData("X-Api-Key", "X-Api-Key", false)]
    public void Two_schemes_that_never_read_the_same_header_start(string? first, string? second, bool isSecondEnabled) =>
        ValidateStart(first, second, isSecondEnabled);

    [Fact]
    public void A_scheme_whose_options_are_wrong_reports_them_once()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => ValidateStart(first: "no header", second: null));

        Assert.StartsWith("Scheme 'Acme': HeaderName is not the name of a header", exception.Message, StringComparison.Ordinal);
    }

    private static void ValidateStart(string? first, string? second, bool isSecondEnabled = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddAuthentication()
            .AddWorkOsApiKey("Acme", options => (options.ApiKey, options.HeaderName) = (Secrets.ApiKey, first))
            .AddWorkOsApiKey("Beta", options => (options.ApiKey, options.HeaderName, options.Enabled) = (Secrets.ApiKey, second, isSecondEnabled))
            .AddWorkOsApi();
        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static string UserFor(JsonNode? audience) => ConnectForge.User(claims => claims["aud"] = audience);

    private static string SignText(string payload) => TokenForge.Sign(TokenForge.Header, payload);

    private static Task<BearerApi> StartAsync(Action<WorkOsBearerOptions>? configureRest = null)
    {
        var keys = new KeySetServer { HasMetadata = true };
        return StartAsync(builder => builder
            .AddWorkOsBearer("Mcp", options =>
            {
                ConnectForge.Use(options);
                options.BackchannelHttpHandler = keys;
            })
            .AddWorkOsBearer("Rest", options =>
            {
                ConnectForge.Use(options);
                options.Resource = Rest;
                options.MachineAudiences.Add(RestMachines);
                options.BackchannelHttpHandler = keys;
                configureRest?.Invoke(options);
            })
            .AddWorkOsBearer("Environment", options =>
            {
                ConnectForge.Use(options);
                options.Resource = null;
                options.ValidAudiences.Add(TokenForge.ClientId);
                options.RequireMachineAudience = false;
                options.BackchannelHttpHandler = keys;
            }));
    }

    private static Task<BearerApi> StartAsync(Action<AuthenticationBuilder> addSchemes) => BearerApi.StartAsync(
        addSchemes: builder =>
        {
            addSchemes(builder);
            builder.AddWorkOsApi();
        },
        map: static app => app.MapGet("/api", static context => context.Response.WriteAsync(context.User.Identity!.AuthenticationType!))
            .RequireAuthorization(static policy => policy.AddAuthenticationSchemes(WorkOsApiDefaults.AuthenticationScheme).RequireAuthenticatedUser()));
}
