using System.Globalization;
using System.Security.Claims;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>A JWT template calls its claims what a policy of the API takes for WorkOS's.</summary>
[Trait("Room", "Bearer")]
public sealed class BearerClaimAttacks
{
    private static readonly string Now = TokenForge.Now.ToString(CultureInfo.InvariantCulture);

    /// <summary>What opens which door, in WorkOS's own spelling.</summary>
    private static readonly (string Name, string Json, string Path)[] Doors =
    [
        ("role", "\"admin\"", "/admin"),
        ("roles", "[\"admin\"]", "/admin"),
        ("permissions", "[\"posts:write\"]", "/permission"),
        ("permissions", "\"posts:write\"", "/permission"),
        ("entitlements", "[\"audit-logs\"]", "/entitlement"),
        ("org_id", "\"org_02\"", "/organization"),
        ("org_id", "\"org_02\"", "/any-organization"),
        ("auth_time", Now, "/recent"),
    ];

    public static TheoryData<string, string, string> Disguises
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (name, json, path) in Doors.Append((ClaimTypes.Role, "\"admin\"", "/admin")).Append((ClaimTypes.Role, "[\"admin\"]", "/admin")))
            {
                foreach (var spelling in TemplateClaimNames.SpellingsOf(name))
                {
                    data.Add(spelling, json, path);
                }
            }

            data.Add(ClaimTypes.Role, "\"admin\"", "/admin");
            return data;
        }
    }

    public static TheoryData<string, string, string> Originals
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (name, json, path) in Doors)
            {
                data.Add(name, json, path);
            }

            return data;
        }
    }

    private static readonly IReadOnlyDictionary<string, string> Guarded = TemplateClaimNames.ByShortName(ClaimNameGuard.Bearer);

    public static TheoryData<string> GuardedNames => [.. Guarded.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task A_claim_in_another_case_opens_no_door(string name, string json, string path)
    {
        await using var api = await BearerApi.StartAsync();
        var token = TokenOf($",\"{name}\":{json}", withOrganization: false);

        Assert.Equal(403, (await api.SendTokenAsync(token, path)).Status);
        Assert.Equal(200, (await api.SendTokenAsync(token)).Status);
    }

    [Theory]
    [MemberData(nameof(Originals))]
    public async Task The_claim_as_WorkOS_spells_it_opens_its_door(string name, string json, string path)
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(200, (await api.SendTokenAsync(TokenOf($",\"{name}\":{json}", withOrganization: false), path)).Status);
    }

    [Fact]
    public async Task Of_two_spellings_in_one_token_only_WorkOSs_own_counts_in_whichever_order()
    {
        await using var api = await BearerApi.StartAsync();
        foreach (var more in new[] { ",\"Org_Id\":\"org_02\",\"org_id\":\"org_01\"", ",\"org_id\":\"org_01\",\"Org_Id\":\"org_02\"" })
        {
            var token = TokenOf(more, withOrganization: false);

            Assert.Equal(403, (await api.SendTokenAsync(token, "/organization")).Status);
            Assert.Equal(200, (await api.SendTokenAsync(token, "/any-organization")).Status);
        }
    }

    [Theory]
    [MemberData(nameof(GuardedNames))]
    public void A_guarded_name_in_another_case_becomes_no_claim(string shortName)
    {
        TemplateClaimNames.VerifyNoSpellingBecomesAClaim(Guarded[shortName], more => Map(more));
    }

    [Theory]
    [InlineData(ClaimTypes.Role)]
    [InlineData(ClaimTypes.NameIdentifier)]
    [InlineData("authentication_method")]
    [InlineData("impersonation_reason")]
    [InlineData("connection_id")]
    [InlineData("connection_type")]
    [InlineData("idp_id")]
    public void A_name_that_WorkOS_puts_into_no_access_token_becomes_no_claim(string name) =>
        Assert.DoesNotContain(Map($",\"{name}\":\"forged\"").Claims, claim => claim.Value == "forged");

    [Theory]
    [InlineData("USER_ROLE", false)]
    [InlineData("User_Role", false)]
    [InlineData("user_role", true)]
    public void The_claim_that_holds_the_role_is_one_spelling_too(string name, bool counts)
    {
        var identity = Map($",\"{name}\":\"admin\"", roleClaim: "user_role");

        Assert.Equal(counts, new ClaimsPrincipal(identity).IsInRole("admin"));
        Assert.Equal(counts, identity.HasClaim(claim => claim.Value == "admin"));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("Plan")]
    [InlineData("email")]
    [InlineData("name")]
    [InlineData("groups")]
    [InlineData("picture")]
    [InlineData("email_verified")]
    [InlineData("scope")]
    [InlineData("https://example.com/claims/role")]
    [InlineData(ClaimTypes.Email)]
    public void A_name_that_is_the_templates_own_stays_as_it_is(string name) =>
        Assert.Equal("value", Map($",\"{name}\":\"value\"").FindFirst(claim => claim.Type == name)?.Value);

    private static string TokenOf(string more, bool withOrganization = true) => TokenForge.Sign(
        TokenForge.Header,
        withOrganization ? TokenForge.PayloadWith(more) : TokenForge.PayloadWith(more).Replace("\"org_id\":\"org_01\",\"iat\"", "\"iat\"", StringComparison.Ordinal));

    private static ClaimsIdentity Map(string more, string roleClaim = "role")
    {
        var token = AccessTokenValidator.ReadFromTokenEndpoint(TokenOf(more, withOrganization: true));
        Assert.NotNull(token);
        var identity = new ClaimsIdentity("test", "name", ClaimTypes.Role);
        token.AddClaimsTo(identity, roleClaim, "issuer", ClaimNameGuard.Bearer);
        return identity;
    }
}
