using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>Scopes, users and machines in policies, and what a client that lacks a scope is told.</summary>
[Trait("Room", "Bearer")]
[Trait("Room", "FrontDoor")]
public class ScopeTests
{
    public static TheoryData<string, JsonNode?, string, int, string> Requests => new()
    {
        { "the scope", "posts:read", "/scope", 200, "" },
        { "the other scope", "openid posts:admin", "/scope", 200, "" },
        { "no scope claim", null, "/scope", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read\"" },
        { "an empty scope claim", "", "/scope", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read\"" },
        { "a scope in another case", "Posts:Read", "/scope", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read\"" },
        { "a scope that begins the same", "posts:reader", "/scope", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read\"" },
        { "a scope with a tab in it", "posts:read\tposts:write", "/scope", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read\"" },
        { "scopes as a list", new JsonArray("openid", "posts:read"), "/scope", 200, "" },
        { "both", "posts:write  posts:read posts:read", "/scopes", 200, "" },
        { "one of two", "posts:read", "/scopes", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read posts:write\"" },
        { "neither of two", "openid", "/scopes", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:read posts:write\"" },
        { "the second of three", "posts:admin", "/all", 403, "Bearer error=\"insufficient_scope\", scope=\"posts:admin tools:call\"" },
        { "all scopes and no role", "posts:read", "/admin", 403, "Bearer" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_scope_opens_its_endpoint_and_a_missing_one_is_named(string name, JsonNode? scope, string path, int status, string challenge)
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: static app =>
            app.MapGet("/all", static () => "").RequireWorkOsScope("posts:read", "posts:admin").RequireWorkOsScope("tools:call"));

        var answer = await api.SendTokenAsync(ConnectForge.User(claims => claims["scope"] = scope?.DeepClone()), path);

        Assert.Equal((name, status, challenge), (name, answer.Status, answer.Challenge));
    }

    [Theory]
    [InlineData("/scope", "Bearer scope=\"posts:read\"")]
    [InlineData("/scopes", "Bearer scope=\"posts:read posts:write\"")]
    [InlineData("/", "Bearer")]
    public async Task A_request_without_a_token_is_told_the_scopes_of_its_endpoint(string path, string challenge)
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);

        Assert.Equal(new BearerAnswer(401, challenge, "", ""), await api.SendAsync(null, path));
    }

    [Fact]
    public async Task A_scope_that_an_attribute_of_the_app_requires_is_named()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: static app =>
            app.MapGet("/attribute", static () => "").WithMetadata(new ToolsAttribute()));

        Assert.Equal(
            "Bearer error=\"insufficient_scope\", scope=\"tools:call\"", (await api.SendTokenAsync(ConnectForge.User(), "/attribute")).Challenge);
        Assert.Equal(200, (await api.SendTokenAsync(ConnectForge.User(static claims => claims["scope"] = "tools:call"), "/attribute")).Status);
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/scope", "posts:read")]
    public async Task An_event_has_the_scopes_of_the_endpoint_or_none(string path, string? expected)
    {
        string? scope = "unset";
        await using var api = await BearerApi.StartAsync(options =>
        {
            ConnectForge.Use(options);
            options.Events.OnChallenge = context =>
            {
                scope = context.Scope;
                return Task.CompletedTask;
            };
        });

        await api.SendAsync(null, path);

        Assert.Equal(expected, scope);
    }

    [Fact]
    public async Task An_endpoint_without_a_policy_can_challenge()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: static app =>
            app.MapGet("/challenge", static context => context.ChallengeAsync()));

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendAsync(null, "/challenge"));
    }

    [Theory]
    [InlineData("/scopes", "ScopeRequirement: one of the scopes posts:write")]
    [InlineData("/scope", "ScopeRequirement: one of the scopes posts:read, posts:admin")]
    [InlineData("/user", "TokenKindRequirement: a user")]
    [InlineData("/machine", "TokenKindRequirement: a machine")]
    public async Task The_log_of_the_authorization_says_what_was_missing(string path, string requirement)
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);
        var scope = path == "/scopes" ? "posts:read" : "openid";

        await api.SendTokenAsync(path == "/user" ? ConnectForge.MachineToken() : ConnectForge.User(claims => claims["scope"] = scope), path);

        Assert.EndsWith(requirement, Assert.Single(api.Logs.Named("UserAuthorizationFailed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_policy_and_the_fallback_policy_are_read_too()
    {
        await using var api = await BearerApi.StartAsync(
            ConnectForge.Use,
            addSchemes: builder => builder.Services.Configure<AuthorizationOptions>(options =>
            {
                options.AddPolicy("Writers", policy => policy.RequireWorkOsScope("posts:write"));
                options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireWorkOsScope("posts:fallback").Build();
            }),
            map: app =>
            {
                app.MapGet("/named", static () => "").RequireAuthorization("Writers");
                app.MapGet("/unnamed", static () => "");
            });

        Assert.Contains("scope=\"posts:write\"", (await api.SendTokenAsync(ConnectForge.User(), "/named")).Challenge, StringComparison.Ordinal);
        Assert.Contains("scope=\"posts:fallback\"", (await api.SendTokenAsync(ConnectForge.User(), "/unnamed")).Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_can_name_several_scopes_when_it_refuses()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: app => app.MapGet("/tools", static async context =>
            await context.ForbidAsync(new OAuthChallengeProperties { Scope = ["tools:call", "tools:list"] })).RequireAuthorization());

        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"tools:call tools:list\"", (await api.SendTokenAsync(ConnectForge.User(), "/tools")).Challenge);
    }

    [Fact]
    public async Task An_endpoint_can_name_scopes_when_it_refuses_and_only_those_that_are_scopes()
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use, map: app => app.MapGet("/tool", static async context =>
            await context.ForbidAsync(new OAuthChallengeProperties { Scope = ["tools:call", "a,b", "c\"d", ""] })).RequireAuthorization());

        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"tools:call\"", (await api.SendTokenAsync(ConnectForge.User(), "/tool")).Challenge);
        Assert.Equal("Bearer", (await api.SendTokenAsync(ConnectForge.User(static claims => claims["scope"] = "tools:call"), "/tool")).Challenge);
    }

    [Fact]
    public async Task An_app_can_change_what_a_client_is_told()
    {
        await using var api = await BearerApi.StartAsync(options =>
        {
            ConnectForge.Use(options);
            options.Events.OnChallenge = context =>
            {
                context.Scope += " offline_access";
                return Task.CompletedTask;
            };
            options.Events.OnForbidden = context =>
            {
                (context.Error, context.Scope) = (null, "a, b");
                return Task.CompletedTask;
            };
        });

        Assert.Equal("Bearer scope=\"posts:read offline_access\"", (await api.SendAsync(null, "/scope")).Challenge);
        Assert.Equal("Bearer scope=\"a  b\"", (await api.SendTokenAsync(ConnectForge.User(static claims => claims.Remove("scope")), "/scope")).Challenge);
    }

    [Theory]
    [InlineData("user", "/user", 200)]
    [InlineData("user", "/machine", 403)]
    [InlineData("machine", "/user", 403)]
    [InlineData("machine", "/machine", 200)]
    [InlineData("nobody", "/user", 401)]
    [InlineData("nobody", "/machine", 401)]
    [InlineData("machine that calls itself a user", "/user", 403)]
    [InlineData("user who calls itself a machine", "/machine", 403)]
    public async Task Users_and_machines_are_told_apart(string who, string path, int status)
    {
        await using var api = await BearerApi.StartAsync(ConnectForge.Use);
        var token = who switch
        {
            "user" => ConnectForge.User(),
            "machine" => ConnectForge.MachineToken(),
            "machine that calls itself a user" => ConnectForge.MachineToken(static claims => (claims["token_kind"], claims["Token_Kind"], claims[ClaimTypes.NameIdentifier]) = ("user", "user", "user_01")),
            "user who calls itself a machine" => ConnectForge.User(static claims => (claims["token_kind"], claims["TOKEN_KIND"]) = ("machine", "machine")),
            _ => "",
        };

        Assert.Equal(status, (await api.SendTokenAsync(token, path)).Status);
    }

    [Theory]
    [InlineData("a session in a cookie", true, false)]
    [InlineData("nobody", false, false)]
    [InlineData("a principal without an id", false, false)]
    [InlineData("a principal with a name alone", false, false)]
    [InlineData("a principal with an empty id", false, false)]
    [InlineData("a machine beside a user", true, true)]
    public async Task A_policy_reads_any_principal(string who, bool isUser, bool isMachine)
    {
        var person = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "user_01")], "Cookies");
        var machine = new ClaimsIdentity([new Claim(WorkOsClaimTypes.TokenKind, WorkOsTokenKinds.Machine)], "Bearer");
        var principal = who switch
        {
            "a session in a cookie" => new ClaimsPrincipal(person),
            "nobody" => new ClaimsPrincipal(new ClaimsIdentity(person.Claims)),
            "a principal without an id" => new ClaimsPrincipal(new ClaimsIdentity("Cookies")),
            "a principal with a name alone" => new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Ada")], "Cookies")),
            "a principal with an empty id" => new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "")], "Cookies")),
            _ => new ClaimsPrincipal([machine, person]),
        };
        await using var services = new ServiceCollection().AddLogging().AddAuthorization().BuildServiceProvider();
        var authorization = services.GetRequiredService<IAuthorizationService>();

        Assert.Equal(isUser, (await authorization.AuthorizeAsync(principal, new AuthorizationPolicyBuilder().RequireWorkOsUser().Build())).Succeeded);
        Assert.Equal(isMachine, (await authorization.AuthorizeAsync(principal, new AuthorizationPolicyBuilder().RequireWorkOsMachine().Build())).Succeeded);
    }

    [Theory]
    [InlineData("of the second identity", true)]
    [InlineData("of an identity that is not authenticated", false)]
    public async Task A_scope_is_read_from_every_authenticated_identity(string whose, bool isAllowed)
    {
        Claim[] scope = [new Claim(WorkOsClaimTypes.Scope, "posts:read")];
        var principal = new ClaimsPrincipal(
        [
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "user_01")], "Cookies"),
            new ClaimsIdentity(scope, whose == "of the second identity" ? "Bearer" : null),
        ]);
        await using var services = new ServiceCollection().AddLogging().AddAuthorization().BuildServiceProvider();

        var policy = new AuthorizationPolicyBuilder().RequireWorkOsScope("posts:read").Build();

        Assert.Equal(isAllowed, (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(principal, policy)).Succeeded);
    }

    [Theory]
    [InlineData("two scopes", "a b")]
    [InlineData("a comma", "a,b")]
    [InlineData("a quote", "a\"")]
    [InlineData("a backslash", "a\\")]
    [InlineData("nothing", "")]
    [InlineData("a letter that is not ASCII", "é")]
    public void What_is_no_scope_cannot_be_required(string what, string scope)
    {
        Assert.NotEmpty(what);
        Assert.Throws<ArgumentException>(() => new AuthorizationPolicyBuilder().RequireWorkOsScope(scope));
        Assert.Throws<ArgumentException>(() => new AuthorizationPolicyBuilder().RequireWorkOsScope());
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ToolsAttribute : Attribute, IAuthorizationRequirementData
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() =>
            new AuthorizationPolicyBuilder().RequireWorkOsScope("tools:call").Build().Requirements;
    }
}
