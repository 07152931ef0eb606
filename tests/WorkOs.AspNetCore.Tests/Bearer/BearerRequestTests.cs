using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

[Trait("Room", "Bearer")]
public class BearerRequestTests
{
    // What is wrong with a token is for the tests of the validator: here each kind of refusal becomes an answer.
    public static TheoryData<string> RefusedNames => [.. HostileToken.OneOfEachFailure.Select(token => token.Name)];

    [Fact]
    public async Task A_good_token_authenticates_and_its_claims_are_the_users()
    {
        await using var api = await BearerApi.StartAsync();
        var token = TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(""","role":"admin","permissions":["a","b"],"name":"Ada" """));

        var answer = await api.SendTokenAsync(token);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["name=Ada", $"{ClaimTypes.NameIdentifier}=user_01", "sid=session_01", "jti=01J", "org_id=org_01", $"{ClaimTypes.Role}=admin", "permissions=a", "permissions=b", "name=Ada", "token_kind=user"],
            answer.Body.Split('\n'));
        Assert.Equal("https://api.workos.com/sso/jwks/client_01HXYZ", Assert.Single(api.WorkOs.Urls)?.AbsoluteUri);
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task A_hostile_token_gets_401_and_no_reason(string name)
    {
        await using var api = await BearerApi.StartAsync();
        var token = HostileToken.All[name].Make();

        var answer = await api.SendTokenAsync(token);

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), answer);
        Assert.DoesNotContain(api.Logs.Entries, line => line.Level >= LogLevel.Warning);
        Assert.DoesNotContain(api.Logs.Entries, line => token.Length > 20 && line.Everything.Contains(token[^20..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_says_why_a_token_was_refused()
    {
        await using var api = await BearerApi.StartAsync();

        await api.SendTokenAsync(HostileToken.All["alg none"].Make());

        Assert.Contains(api.Logs.Entries, line => line.Level == LogLevel.Information
            && line.Text.Contains("WorkOS.Bearer was not authenticated. Failure message: The access token was refused: UnsupportedAlgorithm.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer    ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer\t")]
    [InlineData("BearerX")]
    [InlineData("Negotiate")]
    public async Task A_request_without_a_token_gets_401_without_an_error(string? authorization)
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendAsync(authorization));
        Assert.Equal(0, api.WorkOs.Requests);
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("BEARER {0}")]
    [InlineData("Bearer   {0}")]
    [InlineData("Bearer {0} ")]
    public async Task The_scheme_is_read_without_case_and_the_spaces_around_the_token_are_not_its_own(string format)
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(200, (await api.SendAsync(string.Format(format, TokenForge.Good()))).Status);
    }

    [Fact]
    public async Task Two_tokens_in_one_request_are_refused()
    {
        await using var api = await BearerApi.StartAsync();
        var token = TokenForge.Good();

        Assert.Equal(401, (await api.SendAsync($"Bearer {token},Bearer {token}")).Status);
    }

    [Fact]
    public async Task A_token_in_the_query_is_not_looked_for()
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(401, (await api.SendAsync(null, query: "?access_token=" + TokenForge.Good())).Status);
    }

    [Fact]
    public async Task A_role_that_is_missing_gets_403_insufficient_scope()
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(new BearerAnswer(403, "Bearer error=\"insufficient_scope\"", "", ""), await api.SendTokenAsync(TokenForge.Good(), "/admin"));
    }

    [Theory]
    [InlineData("role", ""","role":"admin" """)]
    [InlineData("user_role", ""","role":"authenticated","user_role":"admin" """)]
    public async Task The_role_is_taken_from_the_claim_that_holds_it(string roleClaim, string claims)
    {
        await using var api = await BearerApi.StartAsync(options => options.RoleClaim = roleClaim);
        var token = TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(claims));

        Assert.Equal(200, (await api.SendTokenAsync(token, "/admin")).Status);
    }

    [Theory]
    [InlineData("/permission", ""","permissions":["posts:read","posts:write"]""", 200)]
    [InlineData("/permission", ""","permissions":["posts:read"]""", 403)]
    [InlineData("/permission", "", 403)]
    [InlineData("/recent", ""","auth_time":1768478101""", 200)]
    [InlineData("/recent", ""","auth_time":1768478099""", 403)]
    [InlineData("/recent", "", 403)]
    public async Task The_policies_of_WorkOS_hold_for_tokens_too(string path, string claims, int status)
    {
        await using var api = await BearerApi.StartAsync();

        Assert.Equal(status, (await api.SendTokenAsync(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(claims)), path)).Status);
    }

    [Fact]
    public async Task A_database_role_is_not_a_WorkOS_role()
    {
        await using var api = await BearerApi.StartAsync(options => options.RoleClaim = "user_role");
        var token = TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(""","role":"admin" """));

        Assert.Equal(403, (await api.SendTokenAsync(token, "/admin")).Status);
    }

    [Fact]
    public async Task A_page_for_everyone_is_open_to_a_bad_token_without_its_claims()
    {
        await using var api = await BearerApi.StartAsync();
        var forged = HostileToken.All["signed by a stranger under our key's name"].Make();

        Assert.Equal(new BearerAnswer(200, "", "", "name="), await api.SendTokenAsync(forged, "/open"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_is_kept_for_the_request_only_where_the_app_says_so(bool save)
    {
        await using var api = await BearerApi.StartAsync(options => options.SaveToken = save);
        var token = TokenForge.Good();

        Assert.Equal(save ? token : "none", (await api.SendTokenAsync(token, "/token")).Body);
    }

    [Fact]
    public async Task A_token_that_expires_between_two_requests_is_refused_even_where_tokens_are_remembered()
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = 10);
        var token = TokenForge.Good();
        Assert.Equal(200, (await api.SendTokenAsync(token)).Status);
        Assert.Equal(200, (await api.SendTokenAsync(token)).Status);

        api.Clock.Advance(TimeSpan.FromSeconds(330));

        Assert.Equal(401, (await api.SendTokenAsync(token)).Status);
    }

    [Fact]
    public async Task Two_environments_in_one_api_do_not_see_each_others_keys()
    {
        var other = new KeySetServer { Answer = () => Task.FromResult(KeySetServer.Ok(TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.StrangerKey, TokenForge.KeyId)))) };
        await using var api = await BearerApi.StartAsync(addSchemes: builder => builder.AddWorkOsBearer("Other", options =>
        {
            options.ClientId = "client_other";
            options.BackchannelHttpHandler = other;
        }));

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal(401, (await api.SendTokenAsync(TokenForge.Sign(TokenForge.Header, TokenForge.Payload, TokenForge.StrangerKey))).Status);
        Assert.Equal(0, other.Requests);
    }
}
