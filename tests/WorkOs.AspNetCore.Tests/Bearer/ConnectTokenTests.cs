using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Connect;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>A scheme with <see cref="WorkOsBearerOptions.AuthKitDomain"/>.</summary>
[Trait("Room", "Bearer")]
public class ConnectTokenTests
{
    private const string Section = "Authentication:Schemes:WorkOS.Bearer:";

    public static TheoryData<string> Hostile => [.. HostileConnectTokens.All.Keys];

    public static TheoryData<string, Action<WorkOsBearerOptions>, string> Problems => new()
    {
        { "domain with a path", options => options.AuthKitDomain = new Uri("https://acme.authkit.app/oauth2"), "AuthKitDomain must be" },
        { "domain without a host", options => options.AuthKitDomain = new Uri("/oauth2", UriKind.Relative), "AuthKitDomain must be" },
        { "domain over http", options => options.AuthKitDomain = new Uri("http://acme.authkit.app"), "AuthKitDomain must be" },
        { "domain with a user", options => options.AuthKitDomain = new Uri("https://a:b@acme.authkit.app"), "AuthKitDomain must be" },
        { "domain with a query", options => options.AuthKitDomain = new Uri("https://acme.authkit.app?x"), "AuthKitDomain must be" },
        { "no audience", options => options.Resource = null, "Resource is missing: " },
        { "resource without a scheme", options => options.Resource = "api.example.com", "Resource must be" },
        { "resource over http", options => options.Resource = "http://api.example.com", "Resource must be" },
        { "resource on this machine over ftp", options => options.Resource = "ftp://localhost/mcp", "Resource must be" },
        { "resource with a fragment", options => options.Resource = "https://api.example.com/#x", "Resource must be" },
        { "resource with a comma", options => options.Resource = "https://api.example.com/a,b", "Resource must be" },
        { "resource with a space", options => options.Resource = "https://api.example.com/ ", "Resource must be" },
        { "resource with a user", options => options.Resource = "https://a@api.example.com", "Resource must be" },
        { "resource empty", options => options.Resource = "", "Resource must be" },
        { "machine's audience empty", options => options.MachineAudiences.Add(" "), "MachineAudiences has an empty value" },
        { "an issuer of its own", options => options.ValidIssuers.Add(TokenForge.Issuer), "ValidIssuers cannot be combined" },
        { "scope with a space", options => options.ScopesSupported.Add("a b"), "ScopesSupported has a value" },
        { "scope with a comma", options => options.ScopesSupported.Add("a,b"), "ScopesSupported has a value" },
        { "client id that is a key", options => options.ClientId = "sk_test_1", "ClientId holds an API key" },
        { "resource without a domain", options => options.AuthKitDomain = null, "Resource and MachineAudiences are for" },
    };

    [Fact]
    public async Task A_users_token_for_this_resource_is_accepted_with_each_scope_as_a_claim()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);

        var answer = await api.SendTokenAsync(ConnectForge.User());

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["name=", $"{ClaimTypes.NameIdentifier}=user_01", $"client_id={ConnectForge.Application}", "sid=app_consent_01", "org_id=org_01", "scope=openid", "scope=posts:read", "jti=01J", "token_kind=user"],
            answer.Body.Split('\n'));
        Assert.Equal(
            [ConnectForge.Domain + "/.well-known/openid-configuration", ConnectForge.Domain + "/oauth2/jwks"],
            api.WorkOs.Urls.Select(static url => url?.AbsoluteUri));
    }

    [Fact]
    public async Task A_machine_is_accepted_for_the_environment_and_is_no_user()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);

        var answer = await api.SendTokenAsync(ConnectForge.MachineToken());

        Assert.Equal(200, answer.Status);
        Assert.Equal(["name=", $"client_id={ConnectForge.Machine}", "org_id=org_01", "scope=posts:read", "jti=01J", "token_kind=machine"], answer.Body.Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_token_is_refused_for_what_it_is(string name)
    {
        var reason = WorkOsTokenFailure.None;
        await using var api = await BearerApi.StartAsync(options =>
        {
            ConnectForge.Use(options);
            options.Events.OnAuthenticationFailed = context =>
            {
                reason = context.TokenFailure;
                return Task.CompletedTask;
            };
        });

        var answer = await api.SendTokenAsync(HostileConnectTokens.All[name].Token);

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), answer);
        Assert.Equal(HostileConnectTokens.All[name].Failure, reason);
    }

    [Theory]
    [InlineData("users by resource", true, false)]
    [InlineData("users by list", true, false)]
    [InlineData("users by client id", true, true)]
    [InlineData("machines by list", false, true)]
    [InlineData("no machines without a client id", true, false)]
    public async Task An_audience_is_accepted_where_the_options_name_it(string how, bool user, bool machine)
    {
        await using var api = await BearerApi.StartAsync(
            options =>
            {
                options.AuthKitDomain = new Uri(ConnectForge.Domain);
                options.ClientId = how == "no machines without a client id" ? "" : "client_unrelated";
                options.ValidAudiences.Add(how switch
                {
                    "users by client id" => options.ClientId = TokenForge.ClientId,
                    "users by list" or "no machines without a client id" => ConnectForge.Resource,
                    _ => "https://unrelated.example",
                });
                options.Resource = how == "users by resource" ? ConnectForge.Resource : null;
                if (how == "machines by list")
                {
                    options.MachineAudiences.Add(TokenForge.ClientId);
                }
            },
            configuration: []);
        var ofUser = ConnectForge.User(claims => claims["aud"] = how == "users by client id" ? TokenForge.ClientId : ConnectForge.Resource);

        Assert.Equal(user ? 200 : 401, (await api.SendTokenAsync(ofUser)).Status);
        Assert.Equal(machine ? 200 : 401, (await api.SendTokenAsync(ConnectForge.MachineToken())).Status);
    }

    [Fact]
    public async Task A_machine_without_an_audience_is_accepted_only_where_the_app_says_so()
    {
        await using var api = await BearerApi.StartAsync(static options =>
        {
            ConnectForge.Use(options);
            options.RequireMachineAudience = false;
        });

        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.MachineToken(static claims => claims.Remove("aud")))).Status);
        Assert.Equal(401, (await api.SendTokenAsync(ConnectForge.MachineToken(static claims => claims["aud"] = "client_other"))).Status);
        Assert.Equal(401, (await api.SendTokenAsync(ConnectForge.User(static claims => claims.Remove("aud")))).Status);
    }

    [Fact]
    public async Task Of_several_applications_only_those_that_are_named_are_accepted()
    {
        await using var api = await BearerApi.StartAsync(static options =>
        {
            ConnectForge.Use(options);
            options.ValidClientIds.Add(ConnectForge.Application);
        });

        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.User())).Status);
        Assert.Equal(401, (await api.SendTokenAsync(ConnectForge.User(static claims => claims["client_id"] = TokenForge.ClientId))).Status);
        Assert.Equal(401, (await api.SendTokenAsync(ConnectForge.MachineToken())).Status);
    }

    [Theory]
    [InlineData("app_consent_01")]
    [InlineData("APP_CONSENT_01")]
    public async Task A_consent_is_not_a_session(string sid)
    {
        await using var api = await BearerApi.StartAsync(options => options.ValidIssuers.Add(ConnectForge.Domain));
        var token = ConnectForge.User(claims => (claims["sid"], claims["client_id"]) = (sid, TokenForge.ClientId));

        Assert.Equal(401, (await api.SendTokenAsync(token)).Status);
    }

    [Fact]
    public async Task A_machine_is_no_user_of_a_scheme_that_needs_no_session_either()
    {
        await using var api = await BearerApi.StartAsync(options =>
        {
            options.RequireSession = false;
            options.ValidIssuers.Add(ConnectForge.Domain);
        });

        var answer = await api.SendTokenAsync(ConnectForge.MachineToken());

        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain(ClaimTypes.NameIdentifier, answer.Body, StringComparison.Ordinal);
        Assert.Contains("token_kind=machine", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aud", "https://other.example/api", "InvalidAudience. Its audience is 'https://other.example/api'; expected is 'https://api.example.com/mcp'.")]
    [InlineData("aud", "ada@acme.com", "InvalidAudience. Its audience is '[removed]'; expected is 'https://api.example.com/mcp'.")]
    [InlineData("aud", "a\nforged line", "InvalidAudience. Its audience is '[removed]'; expected is 'https://api.example.com/mcp'.")]
    [InlineData("aud", null, "InvalidAudience. Its audience is absent; expected is 'https://api.example.com/mcp'.")]
    [InlineData("iss", "https://other.authkit.app", "InvalidIssuer. Its issuer is 'https://other.authkit.app'; expected is 'https://acme.authkit.app'.")]
    [InlineData("iss", "https://acme.authkit.app/?token=secret", "InvalidIssuer. Its issuer is '[removed]'; expected is 'https://acme.authkit.app'.")]
    [InlineData("iss", null, "InvalidIssuer. Its issuer is absent; expected is 'https://acme.authkit.app'.")]
    public async Task The_log_says_which_issuer_or_audience_came_and_which_was_expected(string claim, string? value, string expected)
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);
        var token = ConnectForge.User(claims =>
        {
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = value;
            }
        });

        await api.SendTokenAsync(token);

        Assert.Contains(api.Logs.Entries, line => line.Level == LogLevel.Information && line.Text.Contains("The access token was refused: " + expected, StringComparison.Ordinal));
        Assert.DoesNotContain(api.Logs.Entries, line => line.Everything.Contains("user_01", StringComparison.Ordinal) || line.Everything.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("unreachable")]
    [InlineData("another domain's")]
    [InlineData("no JSON")]
    [InlineData("keys elsewhere")]
    public async Task Without_metadata_that_can_be_used_requests_are_answered_with_503(string fault)
    {
        using var domain = new KeySetServer();
        domain.Answer = () => fault switch
        {
            "unreachable" => throw new HttpRequestException(HttpRequestError.ConnectionError),
            "another domain's" => Task.FromResult(KeySetServer.Ok(MetadataDocument.Of("https://evil.authkit.app").ToJsonString())),
            "keys elsewhere" => Task.FromResult(KeySetServer.Ok(MetadataDocument.With("jwks_uri", "https://evil.example/jwks"))),
            _ => Task.FromResult(KeySetServer.Ok("<html>")),
        };
        await using var api = await BearerApi.StartAsync(options =>
        {
            ConnectForge.Use(options);
            options.BackchannelHttpHandler = domain;
        });

        Assert.Equal(new BearerAnswer(503, "", "5", ""), await api.SendTokenAsync(ConnectForge.User()));
        Assert.Single(domain.Urls);
        Assert.Contains(api.Logs.Entries, static line => line.Level == LogLevel.Error);

        domain.Answer = () => Task.FromResult(KeySetServer.Ok(domain.Urls[^1]!.AbsolutePath.EndsWith("jwks", StringComparison.Ordinal) ? TokenForge.KeySet : MetadataDocument.Of().ToJsonString()));
        api.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.User())).Status);
    }

    [Fact]
    public async Task The_start_says_what_to_register()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);

        Assert.Contains(api.Logs.Entries, line => line.Text.Contains(ConnectForge.Resource + ". A resource must be registered", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task A_problem_stops_the_app_at_its_start_and_says_what_to_do(string name, Action<WorkOsBearerOptions> configure, string expected)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => BearerApi.StartAsync(options =>
        {
            ConnectForge.Use(options);
            configure(options);
        }));

        Assert.Contains($"Scheme 'WorkOS.Bearer': {expected}", exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Everything_can_come_from_configuration()
    {
        await using var api = await BearerApi.StartAsync(configuration:
        [
            new(Section + "AuthKitDomain", "https://Acme.authkit.app/"),
            new(Section + "Resource", "https://unrelated.example"),
            new(Section + "ValidAudience", ConnectForge.Resource),
            new(Section + "MachineAudiences:0", "machines"),
            new(Section + "RequireMachineAudience", "false"),
            new(Section + "ScopesSupported:0", "posts:read"),
        ]);

        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.User())).Status);
        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.MachineToken(static claims => claims["aud"] = "machines"))).Status);
        Assert.Equal(401, (await api.SendTokenAsync(ConnectForge.MachineToken())).Status);
    }
}
