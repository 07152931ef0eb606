using System.Net;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A JWT template calls its claims what a policy of the app takes for WorkOS's, or what the answer beside the token says.</summary>
[Trait("Room", "Sessions")]
public sealed class SessionClaimAttacks : AuthKitTestBase
{
    /// <summary>Which claims open which door to nobody in the sandbox but by disguise.</summary>
    private static readonly (string Name, string Json, string Path)[] Doors =
    [
        (ClaimTypes.Role, "\"superuser\"", "/superuser"),
        ("role", "\"superuser\"", "/superuser"),
        ("roles", "[\"superuser\"]", "/superuser"),
        ("permissions", "[\"everything:write\"]", "/everything"),
        ("entitlements", "[\"gold\"]", "/gold"),
        ("org_id", "\"org_evil\"", "/evil"),
    ];

    public static TheoryData<bool> Stores => [true, false];

    private static readonly IReadOnlyDictionary<string, string> Guarded = TemplateClaimNames.ByShortName(ClaimNameGuard.Session);

    public static TheoryData<string> GuardedNames => [.. Guarded.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Claims_in_another_case_open_no_door_at_sign_in_nor_after_a_refresh(bool useStore)
    {
        var app = await StartAsync(useStore);
        WorkOs.AuthKit.NextAccessToken(Disguise);
        var browser = await app.SignInAsync("ada@acme.com");
        await AssertClosedAsync(browser);

        WorkOs.AuthKit.NextAccessToken(Disguise);
        Clock.Advance(UntilDue);
        await AssertClosedAsync(browser);
        Assert.Equal(2, Refreshes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_claims_as_WorkOS_spells_them_open_their_doors(bool useStore)
    {
        var app = await StartAsync(useStore);
        WorkOs.AuthKit.NextAccessToken(claims =>
        {
            claims["roles"] = new JsonArray("superuser");
            claims["permissions"] = new JsonArray("everything:write");
            claims["entitlements"] = new JsonArray("gold");
        });
        var browser = await app.SignInAsync("ada@acme.com");

        foreach (var path in new[] { "/superuser", "/everything", "/gold", "/acme", "/recent" })
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).Status);
        }
    }

    [Fact]
    public async Task A_sign_in_time_in_another_case_makes_no_sign_in_recent()
    {
        var app = await StartAsync(useStore: true);
        WorkOs.AuthKit.NextAccessToken(claims =>
        {
            claims.Remove("auth_time");
            claims["Auth_Time"] = Clock.GetUtcNow().ToUnixTimeSeconds();
        });

        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignInAsync("ada@acme.com")).GetAsync("/recent")).Status);
    }

    [Theory]
    [MemberData(nameof(GuardedNames))]
    public void A_guarded_name_in_another_case_becomes_no_claim(string shortName)
    {
        TemplateClaimNames.VerifyNoSpellingBecomesAClaim(Guarded[shortName], more => Map(more));
    }

    [Theory]
    [InlineData("authentication_method", "SSO")]
    [InlineData("impersonation_reason", "a ticket")]
    [InlineData("org_id", "org_01")]
    [InlineData("Authentication_Method", "SSO")]
    [InlineData("Org_Id", "org_01")]
    public void What_the_answer_says_stands_and_what_the_token_says_of_it_does_not(string name, string expected)
    {
        var template = name == "org_id" ? "" : $",\"{name}\":\"forged\"";
        var token = TokenForge.PayloadWith(template).Replace("org_01", name == "org_id" ? "forged" : "org_01", StringComparison.Ordinal);

        Assert.Equal(expected, Assert.Single(MapPayload(token).FindAll(name)).Value);
    }

    [Fact]
    public void The_impersonator_is_the_one_whom_the_answer_names() =>
        Assert.Equal("support@example.com", Assert.Single(Map(""","act":{"sub":"forged"}""").FindAll("act")).Value);

    [Fact]
    public void An_impersonator_whom_only_the_token_names_is_not_lost() => Assert.Equal(
        "admin@example.com", Assert.Single(Map(""","act":{"sub":"admin@example.com"}""", answer: "").FindAll("act")).Value);

    [Fact]
    public void An_organization_that_only_the_token_names_is_not_lost() =>
        Assert.Equal("org_01", Assert.Single(Map("", answer: "").FindAll("org_id")).Value);

    [Theory]
    [InlineData("plan")]
    [InlineData("Plan")]
    [InlineData("email")]
    [InlineData("name")]
    [InlineData("https://example.com/claims/role")]
    public void A_name_that_is_the_templates_own_stays_as_it_is(string name) =>
        Assert.Equal("value", Map($",\"{name}\":\"value\"").FindFirst(claim => claim.Type == name)?.Value);

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        builder.AuthKit.JwtTemplate["HTTP://schemas.microsoft.com/ws/2008/06/identity/claims/role"] = "superuser";
        builder.AuthKit.JwtTemplate["Permissions"] = "everything:write";
        builder.AuthKit.JwtTemplate["Entitlements"] = "gold";
        builder.AuthKit.JwtTemplate["Org_Id"] = "org_evil";
    }

    private static void Disguise(JsonObject claims)
    {
        foreach (var (name, json, _) in Doors)
        {
            foreach (var spelling in TemplateClaimNames.SpellingsOf(name))
            {
                claims[spelling] = JsonNode.Parse(json);
            }
        }
    }

    private static async Task AssertClosedAsync(Browser browser)
    {
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/secret")).Status);
        foreach (var path in Doors.Select(door => door.Path).Distinct(StringComparer.Ordinal))
        {
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await browser.GetAsync(path)).Status));
        }
    }

    private Task<AuthKitApp> StartAsync(bool useStore) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        Map = app =>
        {
            app.MapGet("/superuser", () => "in").RequireAuthorization(policy => policy.RequireRole("superuser"));
            app.MapGet("/everything", () => "in").RequireWorkOsPermission("everything:write");
            app.MapGet("/gold", () => "in").RequireWorkOsEntitlement("gold");
            app.MapGet("/evil", () => "in").RequireWorkOsOrganization("org_evil");
            app.MapGet("/acme", () => "in").RequireWorkOsOrganization("org_acme");
            app.MapGet("/recent", () => "in").RequireWorkOsRecentSignIn(TimeSpan.FromMinutes(5));
        },
    });

    private static ClaimsIdentity Map(
        string more,
        string answer = ""","organization_id":"org_01","authentication_method":"SSO","impersonator":{"email":"support@example.com","reason":"a ticket"}""") =>
        MapPayload(TokenForge.PayloadWith(more), answer);

    private static ClaimsIdentity MapPayload(
        string payload,
        string answer = ""","organization_id":"org_01","authentication_method":"SSO","impersonator":{"email":"support@example.com","reason":"a ticket"}""")
    {
        var token = TokenForge.Sign(TokenForge.Header, payload);
        var read = AuthKitAnswer.TryRead(JsonElement.Parse($$"""{"access_token":"{{token}}","refresh_token":"r","user":{"id":"user_01"}{{answer}}}"""));
        Assert.NotNull(read);
        var identity = new ClaimsIdentity("test");
        read.Token.AddClaimsTo(identity, "role", "issuer", ClaimNameGuard.Session, read.Facts);
        return identity;
    }
}
