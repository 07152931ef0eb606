using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

[Trait("Room", "Sso")]
public sealed class ClaimTests
{
    public static TheoryData<string, string, string[]> Rows => new()
    {
        { "{}", ClaimTypes.NameIdentifier, [Profiles.Id] },
        { "{}", ClaimTypes.Name, ["Ada Lovelace"] },
        { "{}", ClaimTypes.Email, [Secrets.Email] },
        { "{}", ClaimTypes.GivenName, ["Ada"] },
        { "{}", ClaimTypes.Surname, ["Lovelace"] },
        { "{}", ClaimTypes.Role, ["admin"] },
        { "{}", "org_id", [Profiles.Organization] },
        { "{}", "connection_id", [Profiles.Connection] },
        { "{}", "connection_type", ["OktaSAML"] },
        { "{}", "idp_id", ["okta|ada"] },
        { "{}", "groups", ["Engineering", "Analysts"] },
        { "{}", "picture", [] },
        { """{"name":"Countess Lovelace"}""", ClaimTypes.Name, ["Countess Lovelace"] },
        { """{"name":null}""", ClaimTypes.Name, ["Ada Lovelace"] },
        { """{"name":"  "}""", ClaimTypes.Name, ["Ada Lovelace"] },
        { """{"last_name":null}""", ClaimTypes.Name, ["Ada"] },
        { """{"last_name":""}""", ClaimTypes.Name, ["Ada"] },
        { """{"first_name":null}""", ClaimTypes.Name, ["Lovelace"] },
        { """{"first_name":null,"last_name":null,"name":null}""", ClaimTypes.Name, [] },
        { """{"first_name":"","last_name":" "}""", ClaimTypes.Name, [] },
        { """{"first_name":null}""", ClaimTypes.GivenName, [] },
        { """{"last_name":" "}""", ClaimTypes.Surname, [] },
        { """{"first_name":7,"last_name":{}}""", ClaimTypes.Name, [] },
        { """{"email":null}""", ClaimTypes.Email, [] },
        { """{"email":""}""", ClaimTypes.Email, [] },
        { """{"email_verified":true}""", "email_verified", [] },
        { """{"role":null}""", ClaimTypes.Role, [] },
        { """{"role":{"slug":""}}""", ClaimTypes.Role, [] },
        { """{"role":"admin"}""", ClaimTypes.Role, [] },
        { """{"roles":[{"slug":"member"},{"slug":"admin"},{"slug":"member"}]}""", ClaimTypes.Role, ["admin", "member"] },
        { """{"role":null,"roles":[{"slug":"member"}]}""", ClaimTypes.Role, ["member"] },
        { """{"roles":[null,7,"x",{},{"slug":null},{"slug":" "}]}""", ClaimTypes.Role, ["admin"] },
        { """{"roles":null}""", ClaimTypes.Role, ["admin"] },
        { """{"groups":null}""", "groups", [] },
        { """{"groups":[]}""", "groups", [] },
        { """{"groups":"Engineering"}""", "groups", [] },
        { """{"groups":["A","A","",null,7," ","B"]}""", "groups", ["A", "B"] },
        { """{"idp_id":null}""", "idp_id", [] },
        { """{"connection_type":"InventedTomorrow"}""", "connection_type", ["InventedTomorrow"] },
        { """{"raw_attributes":{"picture":"https://pics.example/a"}}""", "picture", ["https://pics.example/a"] },
        { """{"custom_attributes":{"picture":"https://pics.example/b"},"raw_attributes":{"picture":"https://pics.example/a"}}""", "picture", ["https://pics.example/b"] },
        { """{"raw_attributes":{"picture":""}}""", "picture", [] },
        { """{"raw_attributes":null,"custom_attributes":null}""", "picture", [] },
        { """{"unknown":{"a":[1,2,{"b":null}]}}""", ClaimTypes.NameIdentifier, [Profiles.Id] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_profile_becomes_claims(string change, string type, string[] values)
    {
        var claims = await SignInAsync(change);

        Assert.Equal(values, claims.Where(claim => claim.Type == type).Select(claim => claim.Value));
        Assert.DoesNotContain(claims, claim => string.IsNullOrWhiteSpace(claim.Value));
    }

    [Fact]
    public async Task The_claims_carry_the_scheme_as_their_issuer_and_authentication_type()
    {
        var claims = await SignInAsync("{}");

        Assert.All(claims, claim => Assert.Equal("WorkOS", claim.Issuer));
        Assert.All(claims, claim => Assert.Equal("WorkOS", claim.Subject!.AuthenticationType));
    }

    [Fact]
    public async Task An_app_may_name_another_issuer()
    {
        var claims = await SignInAsync("{}", options => options.ClaimsIssuer = "https://app.example.com");

        Assert.All(claims, claim => Assert.Equal("https://app.example.com", claim.Issuer));
    }

    [Fact]
    public async Task An_app_maps_custom_attributes_in_one_line()
    {
        var claims = await SignInAsync("{}", options => options.ClaimActions.MapJsonSubKey("department", "custom_attributes", "department_name"));

        Assert.Equal("Engines", Assert.Single(claims, claim => claim.Type == "department").Value);
    }

    [Fact]
    public async Task An_app_removes_a_claim_in_one_line()
    {
        var claims = await SignInAsync("{}", options => options.ClaimActions.Remove(WorkOsClaimTypes.Group));

        Assert.DoesNotContain(claims, claim => claim.Type == WorkOsClaimTypes.Group);
    }

    private static async Task<IReadOnlyList<Claim>> SignInAsync(string change, Action<WorkOsOptions>? options = null)
    {
        IReadOnlyList<Claim> claims = [];
        await using var app = await TestApp.StartAsync(settings => settings.Options = o =>
        {
            options?.Invoke(o);
            o.Events.OnTicketReceived = context =>
            {
                claims = [.. context.Principal!.Claims];
                return Task.CompletedTask;
            };
        });
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            app.WorkOs.Profile[name] = value?.DeepClone();
        }

        await app.NewBrowser().SignInAsync();
        return claims;
    }
}
