using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "AuthKit")]
public sealed class AuthorizationTests
{
    private static readonly FakeClock Clock = new();

    public static TheoryData<string, Action<AuthorizationPolicyBuilder>, bool> Policies => new()
    {
        { "role=admin", policy => policy.RequireWorkOsRole("admin"), true },
        { "role=member", policy => policy.RequireWorkOsRole("admin"), false },
        { "role=member", policy => policy.RequireWorkOsRole("admin", "member"), true },
        { "role=Admin", policy => policy.RequireWorkOsRole("admin"), false },
        { "", policy => policy.RequireWorkOsRole("admin"), false },
        { "permissions=posts:read", policy => policy.RequireWorkOsPermission("posts:read"), true },
        { "permissions=posts:read", policy => policy.RequireWorkOsPermission("posts:write"), false },
        { "permissions=posts:read", policy => policy.RequireWorkOsPermission("posts:read").RequireWorkOsPermission("posts:write"), false },
        { "", policy => policy.RequireWorkOsPermission("posts:read"), false },
        { "entitlements=audit", policy => policy.RequireWorkOsEntitlement("audit"), true },
        { "", policy => policy.RequireWorkOsEntitlement("audit"), false },
        { "org_id=org_acme", policy => policy.RequireWorkOsOrganization("org_acme"), true },
        { "org_id=org_globex", policy => policy.RequireWorkOsOrganization("org_acme"), false },
        { "org_id=org_globex", policy => policy.RequireWorkOsOrganization(), true },
        { "", policy => policy.RequireWorkOsOrganization(), false },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task A_policy_lets_in_whom_it_names_and_a_missing_claim_means_no(string claim, Action<AuthorizationPolicyBuilder> configure, bool expected) =>
        Assert.Equal(expected, await IsAllowedAsync(claim, configure));

    public static TheoryData<string, bool> SignInTimes => new()
    {
        { "auth_time=0", true },
        { "auth_time=-299", true },
        { "auth_time=-300", true },
        { "auth_time=-301", false },
        { "auth_time=20", true },
        { "auth_time=30", true },
        { "auth_time=31", false },
        { "auth_time=3600", false },
        { "", false },
    };

    [Theory]
    [MemberData(nameof(SignInTimes))]
    public async Task A_recent_sign_in_is_one_within_the_time_and_not_in_the_future(string claim, bool expected)
    {
        var parts = claim.Split('=');
        var at = parts.Length == 2 ? $"auth_time={Clock.GetUtcNow().ToUnixTimeSeconds() + long.Parse(parts[1])}" : claim;

        Assert.Equal(expected, await IsAllowedAsync(at, policy => policy.RequireWorkOsRecentSignIn(TimeSpan.FromMinutes(5))));
    }

    [Theory]
    [InlineData("auth_time=")]
    [InlineData("auth_time=yesterday")]
    [InlineData("auth_time=1e9")]
    [InlineData("auth_time=99999999999999999999")]
    public async Task A_time_that_cannot_be_read_means_no(string claim) =>
        Assert.False(await IsAllowedAsync(claim, policy => policy.RequireWorkOsRecentSignIn(TimeSpan.FromDays(9999))));

    [Fact]
    public void A_policy_that_names_nothing_cannot_be_made()
    {
        var policy = new AuthorizationPolicyBuilder();

        Assert.Throws<ArgumentException>(() => policy.RequireWorkOsRole());
        Assert.Throws<ArgumentException>(() => policy.RequireWorkOsPermission());
        Assert.Throws<ArgumentException>(() => policy.RequireWorkOsEntitlement());
        Assert.Throws<ArgumentException>(() => policy.RequireWorkOsOrganization([]));
        Assert.Throws<ArgumentNullException>(() => policy.RequireWorkOsOrganization(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.RequireWorkOsRecentSignIn(TimeSpan.Zero));
    }

    [Fact]
    public void An_endpoint_of_an_empty_list_of_organizations_cannot_be_mapped()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();
        var endpoint = app.MapGroup("/");

        Assert.Throws<ArgumentException>(() => endpoint.RequireWorkOsOrganization([]));
    }

    private static async Task<bool> IsAllowedAsync(string claim, Action<AuthorizationPolicyBuilder> configure)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddAuthorizationCore()
            .AddSingleton<IAuthorizationHandler, RecentSignInHandler>()
            .BuildServiceProvider();
        var policy = new AuthorizationPolicyBuilder();
        configure(policy);
        var identity = new ClaimsIdentity("test");
        if (claim.Split('=') is [var type, var value])
        {
            identity.AddClaim(new Claim(type == "role" ? ClaimTypes.Role : type, value));
        }

        var authorization = services.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(new ClaimsPrincipal(identity), policy.Build())).Succeeded;
    }
}
