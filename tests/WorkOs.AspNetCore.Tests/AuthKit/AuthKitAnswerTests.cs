using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>What is read from WorkOS's answer to a sign-in or a refresh.</summary>
[Trait("Room", "AuthKit")]
public sealed class AuthKitAnswerTests
{
    [Theory]
    [InlineData("org_answer", "org_token", "org_answer")]
    [InlineData(null, "org_token", "org_token")]
    [InlineData("org_answer", null, "org_answer")]
    [InlineData(null, null, null)]
    public void The_organization_is_that_of_the_answer_or_else_of_the_token(string? ofAnswer, string? ofToken, string? organization)
    {
        var answer = Read(new JsonObject { ["organization_id"] = ofAnswer }, new JsonObject { ["org_id"] = ofToken })!;

        Assert.Equal(organization, answer.Organization);
        Assert.Equal(organization, FactOf(answer, WorkOsClaimTypes.OrganizationId));
    }

    [Theory]
    [InlineData("org_acme", "org_acme", true)]
    [InlineData("org_acme", null, true)]
    [InlineData(null, "org_acme", true)]
    [InlineData("org_acme", "org_globex", false)]
    [InlineData("org_globex", "org_acme", false)]
    [InlineData(null, null, false)]
    public void It_is_of_an_organization_where_neither_answer_nor_token_name_another(string? ofAnswer, string? ofToken, bool isOf) =>
        Assert.Equal(isOf, Read(new JsonObject { ["organization_id"] = ofAnswer }, new JsonObject { ["org_id"] = ofToken })!.IsOf("org_acme"));

    [Theory]
    [InlineData("""{"email":"support@workos.example","reason":"asked"}""", """{"sub":"actor@workos.example"}""", "support@workos.example", "asked")]
    [InlineData("""{"email":"support@workos.example"}""", null, "support@workos.example", null)]
    [InlineData(null, """{"sub":"actor@workos.example"}""", "actor@workos.example", null)]
    [InlineData("""{"reason":"asked"}""", """{"sub":"actor@workos.example"}""", "actor@workos.example", "asked")]
    [InlineData(null, null, null, null)]
    public void The_impersonator_is_that_of_the_answer_or_else_of_the_token(string? ofAnswer, string? ofToken, string? impersonator, string? reason)
    {
        var answer = Read(
            new JsonObject { ["impersonator"] = ofAnswer is null ? null : JsonNode.Parse(ofAnswer) },
            new JsonObject { ["act"] = ofToken is null ? null : JsonNode.Parse(ofToken) })!;

        Assert.Equal((impersonator, reason), (FactOf(answer, WorkOsClaimTypes.Impersonator), FactOf(answer, WorkOsClaimTypes.ImpersonationReason)));
    }

    [Fact]
    public void The_method_is_that_of_the_answer()
    {
        var answer = Read(new JsonObject { ["authentication_method"] = "Passkey" }, [])!;

        Assert.Equal(("Passkey", "Passkey"), (answer.AuthenticationMethod, FactOf(answer, WorkOsClaimTypes.AuthenticationMethod)));
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("user")]
    public void Without_tokens_or_user_it_cannot_be_used(string missing)
    {
        var body = Body([], []);
        Assert.NotNull(AuthKitAnswer.TryRead(JsonSerializer.SerializeToElement(body)));
        body.Remove(missing);

        Assert.Null(AuthKitAnswer.TryRead(JsonSerializer.SerializeToElement(body)));
    }

    [Theory]
    [InlineData("sub", "\"user_other\"")]
    [InlineData("sub", "\"\"")]
    [InlineData("exp", "null")]
    public void A_token_about_another_user_or_without_an_end_cannot_be_used(string claim, string value) =>
        Assert.Null(Read([], new JsonObject { [claim] = JsonNode.Parse(value) }));

    private static string? FactOf(AuthKitAnswer answer, string type) => Assert.Single(answer.Facts, fact => fact.ClaimType == type).Value;

    private static AuthKitAnswer? Read(JsonObject fields, JsonObject claims) => AuthKitAnswer.TryRead(JsonSerializer.SerializeToElement(Body(fields, claims)));

    private static JsonObject Body(JsonObject fields, JsonObject claims)
    {
        var token = new JsonObject { ["iss"] = "https://api.workos.com", ["sub"] = "user_ada", ["sid"] = "session_1", ["jti"] = "1", ["iat"] = 1_768_478_400, ["exp"] = 1_768_478_700 };
        var body = new JsonObject { ["user"] = new JsonObject { ["id"] = "user_ada" }, ["refresh_token"] = "refresh_1" };
        Merge(token, claims);
        Merge(body, fields);
        body["access_token"] = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(token.ToJsonString())}.AAAA";
        return body;
    }

    private static void Merge(JsonObject into, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            into.Remove(name);
            if (value is not null)
            {
                into[name] = value.DeepClone();
            }
        }
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
