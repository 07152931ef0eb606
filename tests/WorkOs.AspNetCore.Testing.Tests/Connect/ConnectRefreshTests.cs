using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectRefreshTests : ConnectTest
{
    [Fact]
    public async Task A_refresh_gives_new_tokens_of_the_same_consent()
    {
        var first = await ConnectSignInAsync(First);
        Clock.Advance(TimeSpan.FromMinutes(4));

        var (status, second) = await TokenAsync(RefreshFields(First, first));

        Assert.Equal(200, status);
        Assert.NotEqual((string?)first["refresh_token"], (string?)second["refresh_token"]);
        Assert.Equal((string?)ClaimsOf(first)["sid"], (string?)ClaimsOf(second)["sid"]);
        Assert.Equal((long)ClaimsOf(first)["exp"]! + 240, (long)ClaimsOf(second)["exp"]!);
        Assert.Equal("no nce", (string?)ClaimsOf((string)second["id_token"]!)["nonce"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refresh_token_that_is_sent_twice_is_refused_and_may_end_the_grant(bool endsGrant)
    {
        await using var workos = await WorkOsSandbox.StartAsync(sandbox =>
        {
            Configure(sandbox);
            sandbox.Connect.ReusedRefreshTokenEndsGrant = endsGrant;
        });
        var signedIn = new JsonObject { ["refresh_token"] = await RefreshTokenAsync(workos) };
        var app = workos.Connect.Applications[0];
        using var client = new HttpClient { BaseAddress = new(workos.AuthKitDomain) };

        var (_, second) = await PostAsync(client, RefreshFields(app, signedIn));
        Assert.Equal("invalid_grant", (string?)(await PostAsync(client, RefreshFields(app, signedIn))).Body["error"]);

        Assert.Equal(endsGrant ? 400 : 200, (await PostAsync(client, RefreshFields(app, second))).Status);
    }

    [Fact]
    public async Task Another_application_can_not_use_a_refresh_token_and_does_not_end_it()
    {
        var signedIn = await ConnectSignInAsync(First);

        Assert.Equal("invalid_grant", ErrorOf(await TokenAsync(RefreshFields(Third, signedIn))));
        Assert.Equal(200, (await TokenAsync(RefreshFields(First, signedIn))).Status);
    }

    [Theory]
    [InlineData("openid", 200, "openid")]
    [InlineData("posts:read", 400, null)]
    [InlineData("", 200, "openid profile email offline_access")]
    public async Task The_scope_can_be_narrowed_and_not_widened(string scope, int status, string? granted)
    {
        var signedIn = await ConnectSignInAsync(First);

        var answer = await TokenAsync(RefreshFields(First, signedIn, ("scope", scope)));

        Assert.Equal(status, answer.Status);
        Assert.Equal(granted, granted is null ? null : (string?)ClaimsOf(answer.Body)["scope"]);
        if (status == 400)
        {
            Assert.Equal("invalid_scope", ErrorOf(answer));
            Assert.Equal(200, (await TokenAsync(RefreshFields(First, signedIn))).Status);
        }
    }

    [Fact]
    public async Task A_member_who_was_removed_can_not_refresh()
    {
        var signedIn = await ConnectSignInAsync(First);
        await WorkOs.AuthKit.RemoveMemberAsync(Ada.UserId, "org_acme");

        Assert.Equal("invalid_grant", ErrorOf(await TokenAsync(RefreshFields(First, signedIn))));
    }

    [Theory]
    [InlineData("unknown", "refresh_token", "nobody", "invalid_grant")]
    [InlineData("missing", "refresh_token", null, "invalid_request")]
    public async Task A_wrong_refresh_token_is_refused(string which, string field, string? value, string error)
    {
        Assert.NotEmpty(which);
        Assert.Equal(error, ErrorOf(await TokenAsync(RefreshFields(First, [], (field, value)))));
    }

    [Fact]
    public async Task The_resource_is_the_audience_as_long_as_it_is_sent()
    {
        const string Resource = "https://api.example.com/mcp";
        WorkOs.Connect.AddResource(Resource);
        WorkOs.Connect.AddResource("https://other.example.com");
        var code = await ConnectCodeAsync(First, changes: ("resource", Resource));

        var (_, first) = await TokenAsync(CodeFields(First, code, ("resource", Resource)));
        Assert.Equal("invalid_target", ErrorOf(await TokenAsync(RefreshFields(First, first, ("resource", "https://other.example.com")))));
        Assert.Equal("invalid_target", ErrorOf(await TokenAsync(RefreshFields(First, first, ("resource", Resource + "/")))));
        var (_, second) = await TokenAsync(RefreshFields(First, first, ("resource", Resource)));
        var (_, third) = await TokenAsync(RefreshFields(First, second));

        Assert.Equal(
            [Resource, Resource, WorkOs.ClientId],
            new[] { first, second, third }.Select(body => (string?)ClaimsOf(body)["aud"]));
    }

    [Theory]
    [InlineData("revoked", 400)]
    [InlineData("rotated from the revoked one", 400)]
    [InlineData("of another browser", 200)]
    public async Task Revoking_ends_a_refresh_token_and_what_it_became(string which, int status)
    {
        var other = await ConnectSignInAsync(First);
        var first = await ConnectSignInAsync(First);
        var (_, second) = await TokenAsync(RefreshFields(First, first));

        var revoked = await FormAsync("/oauth2/revoke", RefreshFields(First, [], ("grant_type", null), ("token", (string?)first["refresh_token"])));

        Assert.Equal((200, 0), (revoked.Status, revoked.Body.Count));
        var token = which switch { "revoked" => first, "of another browser" => other, _ => second };
        Assert.Equal(status, (await TokenAsync(RefreshFields(First, token))).Status);
        Assert.Equal(200, (await DomainAsync("/oauth2/userinfo", (string?)second["access_token"])).Status);
    }

    [Theory]
    [InlineData("an unknown token", "client_first", "nobody", 200, null)]
    [InlineData("no token", "client_first", null, 400, "invalid_request")]
    [InlineData("another application's token", "client_third", "{token}", 400, "invalid_grant")]
    [InlineData("an access token", "client_first", "{access}", 200, null)]
    public async Task Revoking_says_nothing_of_tokens_that_are_none(string which, string clientId, string? token, int status, string? error)
    {
        Assert.NotEmpty(which);
        var signedIn = await ConnectSignInAsync(First);
        var sent = token?.Replace("{token}", (string?)signedIn["refresh_token"], StringComparison.Ordinal)
            .Replace("{access}", (string?)signedIn["access_token"], StringComparison.Ordinal);

        var answer = await FormAsync("/oauth2/revoke", RefreshFields(Application(clientId), [], ("grant_type", null), ("token", sent)));

        Assert.Equal((status, error), (answer.Status, ErrorOf(answer)));
        Assert.Equal(200, (await TokenAsync(RefreshFields(First, signedIn))).Status);
    }

    [Fact]
    public async Task Revoking_needs_the_credentials_of_the_client()
    {
        var signedIn = await ConnectSignInAsync(First);

        var answer = await FormAsync("/oauth2/revoke", new() { ["token"] = (string?)signedIn["refresh_token"] });

        Assert.Equal((401, "invalid_client"), (answer.Status, ErrorOf(answer)));
    }

    private async Task<string?> RefreshTokenAsync(WorkOsSandbox workos)
    {
        var app = workos.Connect.Applications[0];
        var url = new UriBuilder(AuthorizeConnect(app)) { Port = new Uri(workos.AuthKitDomain).Port }.Uri;
        var code = SandboxCaller.QueryOf(await workos.CompleteSignInAsync(url, "ada@acme.com"))["code"];
        using var client = new HttpClient { BaseAddress = new(workos.AuthKitDomain) };
        return (string?)(await PostAsync(client, CodeFields(app, code))).Body["refresh_token"];
    }

    private static async Task<(int Status, JsonObject Body)> PostAsync(HttpClient client, Dictionary<string, string?> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)));
        using var answer = await client.PostAsync(new Uri("/oauth2/token", UriKind.Relative), form);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
