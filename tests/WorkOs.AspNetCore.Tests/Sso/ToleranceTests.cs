using System.Net;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

/// <summary>What WorkOS may send, or leave out, without anybody being kept out.</summary>
[Trait("Room", "Api")]
[Trait("Room", "Sso")]
public sealed class ToleranceTests(ToleranceTests.Shared shared) : IClassFixture<ToleranceTests.Shared>
{
    private const string Ids = "\"id\":\"prof_ada\",\"organization_id\":\"org_acme\",\"connection_id\":\"conn_acme\"";

    [Theory]
    [InlineData("the least", "{\"access_token\":\"x\",\"profile\":{" + Ids + "}}")]
    [InlineData("no access token", "{\"profile\":{" + Ids + "}}")]
    [InlineData("no token type and no expiry", "{\"access_token\":\"x\",\"profile\":{" + Ids + ",\"email\":\"a@acme.com\"}}")]
    [InlineData("null token fields", "{\"access_token\":null,\"token_type\":null,\"expires_in\":null,\"profile\":{" + Ids + "}}")]
    [InlineData("an expiry that is a text", "{\"access_token\":\"x\",\"expires_in\":\"600\",\"profile\":{" + Ids + "}}")]
    [InlineData("an expiry that is absurd", "{\"access_token\":\"x\",\"expires_in\":99999999999999999999,\"profile\":{" + Ids + "}}")]
    [InlineData("token fields of other types", "{\"access_token\":7,\"token_type\":[],\"expires_in\":{},\"profile\":{" + Ids + "}}")]
    [InlineData("raw_attributes missing", "{\"profile\":{" + Ids + ",\"custom_attributes\":{}}}")]
    [InlineData("raw_attributes null", "{\"profile\":{" + Ids + ",\"raw_attributes\":null}}")]
    [InlineData("raw_attributes empty", "{\"profile\":{" + Ids + ",\"raw_attributes\":{}}}")]
    [InlineData("raw_attributes a list", "{\"profile\":{" + Ids + ",\"raw_attributes\":[]}}")]
    [InlineData("null names", "{\"profile\":{" + Ids + ",\"first_name\":null,\"last_name\":null,\"name\":null}}")]
    [InlineData("null role and groups", "{\"profile\":{" + Ids + ",\"role\":null,\"roles\":null,\"groups\":null}}")]
    [InlineData("unknown fields", "{\"profile\":{" + Ids + ",\"shoe_size\":39},\"surprise\":[{\"a\":1}]}")]
    [InlineData("an unknown connection type", "{\"profile\":{" + Ids + ",\"connection_type\":\"TelepathyOAuth\"}}")]
    [InlineData("tokens of the provider", "{\"profile\":{" + Ids + "},\"oauth_tokens\":{\"provider\":\"GoogleOAuth\",\"access_token\":\"y\"}}")]
    [InlineData("escapes", "{\"profile\":{" + Ids + ",\"first_name\":\"\\u0041d\\u0061\",\"last_name\":\"\\ud83d\\ude00\"}}")]
    [InlineData("white space around it", " \r\n {\"profile\":{" + Ids + "}} \n")]
    public async Task An_answer_with_less_or_more_signs_in(string name, string json)
    {
        var app = shared.ForNextRow();
        app.WorkOs.OnToken = (_, _) => Task.FromResult(StubWorkOs.Json(json));
        var browser = app.NewBrowser();

        var answer = await browser.SignInAsync();

        Assert.Equal("/secret", answer.Location);
        Assert.True(await browser.WhoAsync() == Profiles.Id, name);
        Assert.Single(app.WorkOs.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.NonAuthoritativeInformation)]
    public async Task Any_2xx_signs_in(HttpStatusCode status)
    {
        await using var app = await StartAsync(stub => stub.TokenResponse(status));
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/json; charset=klingon")]
    public async Task The_content_type_of_an_answer_does_not_matter(string contentType)
    {
        await using var app = await StartAsync(stub =>
        {
            var response = stub.TokenResponse();
            response.Content.Headers.Remove("Content-Type");
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return response;
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_profile_that_did_not_come_with_the_token_is_fetched()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            var stub = settings.WorkOs;
            stub.OnToken = static (_, _) => Task.FromResult(StubWorkOs.Json("""{"access_token":"opaque"}"""));
            stub.OnOther = (_, _) => Task.FromResult(StubWorkOs.Json(stub.Profile.ToJsonString()));
        });
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        Assert.Equal(Profiles.Id, await browser.WhoAsync());
        Assert.Equal("https://api.workos.com/sso/profile", app.WorkOs.Requests[1].Url.ToString());
        Assert.Equal("Bearer opaque", app.WorkOs.Requests[1].Authorization);
    }

    [Fact]
    public async Task A_profile_fetched_afterwards_must_match_too()
    {
        await using var app = await TestApp.StartAsync(settings =>
        {
            settings.WorkOs.OnToken = static (_, _) => Task.FromResult(StubWorkOs.Json("""{"access_token":"opaque"}"""));
            settings.WorkOs.OnOther = static (_, _) => Task.FromResult(StubWorkOs.Json(Profiles.Ada().With("organization_id", "org_other").ToJsonString()));
        });
        var browser = app.NewBrowser();

        Assert.Equal("organization_mismatch", (await browser.ReturnAsync(await browser.StartAsync())).FailureCode);
    }

    private static Task<TestApp> StartAsync(Func<StubWorkOs, HttpResponseMessage> answer) => TestApp.StartAsync(settings =>
    {
        var stub = settings.WorkOs;
        stub.OnToken = (_, _) => Task.FromResult(answer(stub));
    });

    public sealed class Shared : SharedTestApp;
}
