using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class ConnectRegistrationTests : ConnectTest
{
    private const string DocumentUrl = "https://client.example.com/oauth/metadata.json";

    private static readonly Dictionary<string, (string Json, string Error)> WrongMetadata = new(StringComparer.Ordinal)
    {
        ["no object"] = ("[]", "invalid_client_metadata"),
        ["no JSON"] = ("{", "invalid_client_metadata"),
        ["no redirects"] = ("{}", "invalid_redirect_uri"),
        ["empty redirects"] = ("""{"redirect_uris":[]}""", "invalid_redirect_uri"),
        ["redirects that are no texts"] = ("""{"redirect_uris":[1]}""", "invalid_redirect_uri"),
        ["http for another host"] = ("""{"redirect_uris":["http://example.com/"]}""", "invalid_redirect_uri"),
        ["a wildcard"] = ("""{"redirect_uris":["http://localhost:*/"]}""", "invalid_redirect_uri"),
        ["a fragment"] = ("""{"redirect_uris":["https://example.com/#a"]}""", "invalid_redirect_uri"),
        ["another authentication"] = ("""{"redirect_uris":["https://example.com/"],"token_endpoint_auth_method":"private_key_jwt"}""", "invalid_client_metadata"),
        ["an authentication that is no text"] = ("""{"redirect_uris":["https://example.com/"],"token_endpoint_auth_method":1}""", "invalid_client_metadata"),
    };

    public static TheoryData<string> WrongMetadataNames => new(WrongMetadata.Keys);

    private static readonly Dictionary<string, (string Url, string Document)> WrongDocuments = new(StringComparer.Ordinal)
    {
        ["another client id"] = (DocumentUrl, """{"client_id":"https://client.example.com/other.json","redirect_uris":["{callback}"]}"""),
        ["no client id"] = (DocumentUrl, """{"redirect_uris":["{callback}"]}"""),
        ["no redirect"] = (DocumentUrl, """{"client_id":"{url}"}"""),
        ["a secret"] = (DocumentUrl, """{"client_id":"{url}","redirect_uris":["{callback}"],"token_endpoint_auth_method":"client_secret_post"}"""),
        ["a host without a path"] = ("https://client.example.com/", """{"client_id":"{url}","redirect_uris":["{callback}"]}"""),
        ["http"] = ("http://client.example.com/metadata.json", """{"client_id":"{url}","redirect_uris":["{callback}"]}"""),
        ["user information"] = ("https://me@client.example.com/metadata.json", """{"client_id":"{url}","redirect_uris":["{callback}"]}"""),
    };

    public static TheoryData<string> WrongDocumentNames => new(WrongDocuments.Keys);

    [Theory]
    [InlineData("client_secret_post", true)]
    [InlineData("client_secret_basic", true)]
    [InlineData(null, true)]
    [InlineData("none", false)]
    public async Task A_client_that_registered_itself_signs_in_after_consent(string? method, bool hasSecret)
    {
        var metadata = new JsonObject { ["client_name"] = "Agent", ["redirect_uris"] = new JsonArray(Callback) };
        if (method is not null)
        {
            metadata["token_endpoint_auth_method"] = method;
        }

        var (status, registered) = await PostJsonAsync("/oauth2/register", metadata.ToJsonString());

        Assert.Equal(201, status);
        Assert.Equal((method ?? "client_secret_basic", "Agent"), ((string?)registered["token_endpoint_auth_method"], (string?)registered["client_name"]));
        Assert.Equal(hasSecret, registered.ContainsKey("client_secret"));
        Assert.Equal(hasSecret, registered.ContainsKey("client_secret_expires_at"));
        var app = Application((string)registered["client_id"]!);
        Assert.Equal((true, false, (string?)registered["client_secret"]), (app.IsDynamicallyRegistered, app.IsFirstParty, app.ClientSecret));
        Assert.Equal("access_denied", SandboxCaller.QueryOf(
            await WorkOs.Connect.CompleteSignInAsync(AuthorizeConnect(app), "ada@acme.com", declines: true))["error"]);
        Assert.Equal(app.ClientId, (string?)ClaimsOf(await ConnectSignInAsync(app))["client_id"]);
    }

    [Theory]
    [MemberData(nameof(WrongMetadataNames))]
    public async Task Wrong_metadata_is_refused(string which)
    {
        var (json, error) = WrongMetadata[which];

        var answer = await PostJsonAsync("/oauth2/register", json);

        Assert.Equal((400, error), (answer.Status, ErrorOf(answer)));
    }

    [Fact]
    public async Task A_client_that_registered_itself_asks_for_standard_scopes_only_and_gets_the_default_resource()
    {
        WorkOs.Connect.AddResource("https://api.example.com", isDefault: true);
        var (_, registered) = await PostJsonAsync("/oauth2/register", $$"""{"redirect_uris":["{{Callback}}"]}""");
        var app = Application((string)registered["client_id"]!);

        Assert.Equal("invalid_scope", SandboxCaller.QueryOf(
            await WorkOs.CompleteSignInAsync(AuthorizeConnect(app, ("scope", "openid posts:read")), "ada@acme.com"))["error"]);
        Assert.Equal("https://api.example.com", (string?)ClaimsOf(await ConnectSignInAsync(app))["aud"]);
    }

    [Fact]
    public async Task A_client_can_be_a_document_of_another_host_that_the_test_gives()
    {
        WorkOs.Connect.AddClientMetadataDocument(
            DocumentUrl, new() { ["client_id"] = DocumentUrl, ["client_name"] = "Document", ["redirect_uris"] = new JsonArray(Callback) });
        var app = DocumentClient(DocumentUrl);

        var claims = ClaimsOf(await ConnectSignInAsync(app));

        Assert.Equal(DocumentUrl, (string?)claims["client_id"]);
    }

    [Fact]
    public async Task A_document_of_a_loopback_host_is_fetched_at_each_sign_in()
    {
        await using var site = await StartSiteAsync();
        var app = DocumentClient(site.Urls.Single() + "/client.json");

        await ConnectSignInAsync(app);
        await ConnectSignInAsync(app);

        Assert.Equal("/oauth2/error", (await TargetAsync(DocumentClient(site.Urls.Single() + "/redirect"))).AbsolutePath);
        Assert.Equal("/oauth2/error", (await TargetAsync(DocumentClient(site.Urls.Single() + "/text"))).AbsolutePath);
        Assert.Equal("/oauth2/error", (await TargetAsync(DocumentClient(site.Urls.Single() + "/missing"))).AbsolutePath);
        Assert.Equal("/oauth2/error", (await TargetAsync(DocumentClient("http://127.0.0.1:1/client.json"))).AbsolutePath);
    }

    [Theory]
    [MemberData(nameof(WrongDocumentNames))]
    public async Task A_document_that_is_not_one_of_this_client_makes_no_client(string which)
    {
        var (url, document) = WrongDocuments[which];
        var text = document.Replace("{url}", url, StringComparison.Ordinal).Replace("{callback}", Callback, StringComparison.Ordinal);
        WorkOs.Connect.AddClientMetadataDocument(url, JsonNode.Parse(text)!.AsObject());

        var target = await TargetAsync(DocumentClient(url));

        Assert.Equal("/oauth2/error", target.AbsolutePath);
    }

    [Fact]
    public async Task A_document_of_another_host_is_never_fetched()
    {
        var target = await TargetAsync(DocumentClient("https://client.invalid/client.json"));

        Assert.Equal("/oauth2/error", target.AbsolutePath);
    }

    private static WorkOsSandboxConnectApplication DocumentClient(string url) => new() { ClientId = url, ClientSecret = null, Name = "" };

    private static async Task<WebApplication> StartSiteAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/client.json", (HttpRequest request) => Results.Json(new
        {
            client_id = $"http://{request.Host}/client.json",
            client_name = "Loopback",
            redirect_uris = new[] { Callback },
        }));
        site.MapGet("/redirect", () => Results.Redirect("/client.json"));
        site.MapGet("/text", () => "text");
        await site.StartAsync();
        return site;
    }

    private async Task<Uri> TargetAsync(WorkOsSandboxConnectApplication application)
    {
        using var answer = await Domain.GetAsync(AuthorizeConnect(application));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new(new Uri(WorkOs.AuthKitDomain), answer.Headers.Location!);
    }
}
