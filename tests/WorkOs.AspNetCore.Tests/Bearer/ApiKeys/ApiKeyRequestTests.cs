using System.Security.Claims;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

[Trait("Room", "Bearer")]
public sealed class ApiKeyRequestTests
{
    private static readonly BearerAnswer InvalidKey = new(401, "Bearer error=\"invalid_token\"", "", "");

    [Fact]
    public async Task The_key_of_an_organization_has_its_permissions_and_no_user()
    {
        await using var api = await ApiKeyApi.StartAsync();

        var answer = await api.SendKeyAsync(ApiKeyServer.Acme);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["name=", "org_id=org_acme", "permissions=posts:read", "permissions=posts:write", "token_kind=api_key", $"api_key_id={ApiKeyServer.AcmeId}", "api_key_owner=organization", "api_key_name=CI"],
            answer.Body.Split('\n'));
    }

    [Fact]
    public async Task The_key_of_a_user_acts_for_that_user_in_one_organization()
    {
        await using var api = await ApiKeyApi.StartAsync();

        var answer = await api.SendKeyAsync(ApiKeyServer.Ada);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["name=", $"{ClaimTypes.NameIdentifier}=user_ada", "org_id=org_acme", "permissions=posts:read", "token_kind=api_key", $"api_key_id={ApiKeyServer.AdaId}", "api_key_owner=user", "api_key_name=Laptop"],
            answer.Body.Split('\n'));
    }

    [Fact]
    public async Task WorkOS_is_asked_with_the_key_of_the_app_in_the_header_and_that_of_the_customer_in_the_body()
    {
        await using var api = await ApiKeyApi.StartAsync();

        await api.SendKeyAsync(ApiKeyServer.Acme);

        var request = Assert.Single(api.WorkOs.Requests);
        Assert.Equal(("POST", "https://api.workos.com/api_keys/validations"), (request.Method.Method, request.Url.AbsoluteUri));
        Assert.Equal($"Bearer {Secrets.ApiKey}", request.Authorization);
        Assert.Equal($$"""{"value":"{{ApiKeyServer.Acme}}"}""", request.Body);
    }

    [Theory]
    [InlineData("/permission", ApiKeyServer.Acme, 200)]
    [InlineData("/permission", ApiKeyServer.Ada, 403)]
    [InlineData("/organization", ApiKeyServer.Acme, 200)]
    [InlineData("/organization", ApiKeyServer.Ada, 200)]
    [InlineData("/other-organization", ApiKeyServer.Acme, 403)]
    [InlineData("/admin", ApiKeyServer.Acme, 403)]
    [InlineData("/recent", ApiKeyServer.Ada, 403)]
    public async Task The_policies_of_WorkOS_hold_for_keys_too(string path, string key, int status)
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.Equal(status, (await api.SendKeyAsync(key, path)).Status);
    }

    [Fact]
    public async Task A_permission_that_is_missing_gets_403_insufficient_scope()
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.Equal(new BearerAnswer(403, "Bearer error=\"insufficient_scope\"", "", ""), await api.SendKeyAsync(ApiKeyServer.Ada, "/permission"));
    }

    public static TheoryData<string, string> MalformedKeys => new()
    {
        { "no prefix", "live_of_acme_0001" },
        { "another prefix", "pk_live_of_acme_0001" },
        { "the prefix in capitals", "SK_live_of_acme_0001" },
        { "the prefix alone", "sk_" },
        { "an access token", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln" },
        { "a quote", "sk_live_\"0001" },
        { "a space", "sk_live 0001" },
        { "a comma, as two headers have", "sk_live_0001,sk_live_0002" },
        { "a line break", "sk_live_\u000b0001" },
        { "not ASCII", "sk_live_\u00e9" },
        { "the plus of base64", "sk_live+0001" },
        { "257 characters", "sk_" + new string('a', 254) },
        { "a megabyte", "sk_" + new string('a', 1 << 20) },
    };

    [Theory]
    [MemberData(nameof(MalformedKeys))]
    public async Task A_malformed_key_is_refused_without_a_call(string what, string key)
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.True(await api.SendKeyAsync(key) == InvalidKey, what);
        Assert.Empty(api.WorkOs.Requests);
    }

    [Fact]
    public async Task A_key_of_256_characters_is_asked_about()
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.Equal(InvalidKey, await api.SendKeyAsync("sk_" + new string('a', 253)));
        Assert.Single(api.WorkOs.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic c2tfbGl2ZQ==")]
    [InlineData(ApiKeyServer.Acme)]
    public async Task A_request_without_a_key_gets_401_without_an_error(string? authorization)
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendAsync(authorization));
        Assert.Empty(api.WorkOs.Requests);
    }

    [Theory]
    [InlineData("bearer {0}")]
    [InlineData("BEARER   {0} ")]
    public async Task The_scheme_is_read_without_case(string format)
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.Equal(200, (await api.SendAsync(string.Format(format, ApiKeyServer.Acme))).Status);
    }

    [Fact]
    public async Task A_header_of_its_own_has_the_key_and_nothing_else()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.HeaderName = "X-Api-Key");

        Assert.Equal(200, (await api.SendAsync(ApiKeyServer.Acme, header: "X-Api-Key")).Status);
        Assert.Equal(200, (await api.SendAsync(ApiKeyServer.Acme, header: "x-api-key")).Status);
        Assert.Equal(401, (await api.SendAsync("Bearer " + ApiKeyServer.Acme, header: "X-Api-Key")).Status);
        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendKeyAsync(ApiKeyServer.Acme));
    }

    [Fact]
    public async Task The_key_of_the_app_itself_is_refused_without_a_call_and_wakes_an_operator()
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.Equal(InvalidKey, await api.SendKeyAsync(Secrets.ApiKey));

        Assert.Empty(api.WorkOs.Requests);
        Assert.Equal(LogLevel.Error, Assert.Single(api.Logs.Named("ServerKeyReceived")).Level);
    }

    [Fact]
    public async Task A_page_for_everyone_is_open_to_a_bad_key_without_its_claims()
    {
        await using var api = await ApiKeyApi.StartAsync();

        Assert.Equal(new BearerAnswer(200, "", "", "name="), await api.SendKeyAsync("sk_live_nobody", "/open"));
    }

    [Fact]
    public async Task The_log_says_why_a_key_was_refused_and_never_what_it_was()
    {
        await using var api = await ApiKeyApi.StartAsync();

        await api.SendKeyAsync(ApiKeyServer.Acme);
        await api.SendKeyAsync("sk_live_nobody");
        api.WorkOs.Respond(System.Net.HttpStatusCode.Unauthorized, """{"message":"sk_live_echo"}""");
        await api.SendKeyAsync("sk_live_echo");

        Assert.Contains(api.Logs.Entries, line => line.Level == LogLevel.Information
            && line.Text.Contains("WorkOS.ApiKey was not authenticated. Failure message: The API key was refused: Unknown.", StringComparison.Ordinal));
        Assert.All(api.Logs.Entries, line => Assert.DoesNotContain("sk_live_", line.Everything, StringComparison.Ordinal));
        Assert.All(api.Logs.Entries, line => Assert.DoesNotContain(Secrets.ApiKey, line.Everything, StringComparison.Ordinal));
    }
}
