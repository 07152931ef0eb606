using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.McpTests;

/// <summary>
/// The official MCP client knows the address of a server and nothing else. It is refused, reads where to get a token, becomes known to the
/// AuthKit domain, sends its user there, and calls tools.
/// </summary>
public sealed class OfficialClientTests : IAsyncLifetime
{
    private const string Callback = "http://localhost:4711/callback";
    private const string Document = "https://client.example.com/oauth/client.json";
    private const string Metadata = "resource_metadata=\"https://notes.example.com/.well-known/oauth-protected-resource/mcp\"";

    private readonly List<Uri> _visits = [];
    private WorkOsSandbox _sandbox = null!;
    private NotesServer _server = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await WorkOsSandbox.StartAsync(static builder =>
        {
            builder.AddOrganization("org_acme", "Acme", "acme.com");
            builder.AddPerson("org_acme", "ada@acme.com");
            builder.AddResource(NotesServer.Resource);
            builder.AddConnectApplication(static application =>
            {
                application.ClientId = "client_registered";
                application.ClientSecret = null;
                application.RedirectUris.Add(Callback);
            });
            builder.Connect.AllowDynamicRegistration = true;
            builder.Connect.AllowClientMetadataDocuments = true;
        });
        _sandbox.Connect.AddClientMetadataDocument(Document, new JsonObject
        {
            ["client_id"] = Document,
            ["client_name"] = "A client",
            ["redirect_uris"] = new JsonArray(Callback),
            ["token_endpoint_auth_method"] = "none",
        });
        _server = await NotesServer.StartAsync(_sandbox.AuthKitDomain);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("dynamic registration")]
    [InlineData("client metadata document")]
    [InlineData("registered before")]
    public async Task From_nothing_to_a_tool_call_and_to_one_that_needs_more(string how)
    {
        await using var client = await ConnectAsync(how);

        Assert.Equal(["read_email", "who_am_i"], (await client.ListToolsAsync()).Select(static tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.Equal(_sandbox.People.Single().UserId, TextOf(await client.CallToolAsync("who_am_i")));
        var before = Assert.Single(_visits);

        Assert.Contains("email", TextOf(await client.CallToolAsync("read_email")).Split(' '));

        Assert.Equal(2, _visits.Count);
        Assert.Equal(NotesServer.Resource, ParameterOf(before, "resource"));
        Assert.DoesNotContain("email", ParameterOf(before, "scope").Split(' '));
        Assert.Contains("email", ParameterOf(_visits[1], "scope").Split(' '));
        Assert.Equal(how == "dynamic registration" ? 1 : 0, _sandbox.CountOf(WorkOsSandboxEndpoints.ConnectRegistration));
        Assert.Equal(
            [(401, "Bearer scope=\"openid\", " + Metadata), (403, "Bearer error=\"insufficient_scope\", scope=\"openid email\", " + Metadata)],
            _server.Refusals);
    }

    [Fact]
    public async Task A_token_for_another_server_is_refused()
    {
        _sandbox.Connect.AddResource("https://other.example.com/mcp");
        var token = _sandbox.Connect.CreateAccessToken(_sandbox.People.Single(), resource: "https://other.example.com/mcp");
        using var http = new HttpClient(new TwoHosts(_server.CreateHandler()));
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var response = await http.PostAsync(new Uri(NotesServer.Resource), new StringContent("{}"));

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal([(401, "Bearer error=\"invalid_token\", scope=\"openid\", " + Metadata)], _server.Refusals);
    }

    private async Task<McpClient> ConnectAsync(string how)
    {
        var oauth = new ClientOAuthOptions
        {
            RedirectUri = new Uri(Callback),
            ClientId = how == "registered before" ? "client_registered" : null,
            ClientMetadataDocumentUri = how == "client metadata document" ? new Uri(Document) : null,
            DynamicClientRegistration = new DynamicClientRegistrationOptions { ClientName = "A client" },
            AuthorizationCallbackHandler = VisitAsync,
        };
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri(NotesServer.Resource), TransportMode = HttpTransportMode.StreamableHttp, OAuth = oauth },
            new HttpClient(new TwoHosts(_server.CreateHandler())),
            ownsHttpClient: true);
        return await McpClient.CreateAsync(transport);
    }

    // The browser of the user: signs in at the AuthKit domain, and consents.
    private async Task<AuthorizationResult?> VisitAsync(AuthorizationCallbackContext context, CancellationToken cancellationToken)
    {
        _visits.Add(context.AuthorizationUri);
        var callback = await _sandbox.Connect.CompleteSignInAsync(context.AuthorizationUri, "ada@acme.com", cancellationToken: cancellationToken);
        var query = QueryHelpers.ParseQuery(callback.Query);
        return new AuthorizationResult { Code = query["code"], State = query["state"], Iss = query.GetValueOrDefault("iss") };
    }

    private static string ParameterOf(Uri address, string name) => QueryHelpers.ParseQuery(address.Query)[name].ToString();

    private static string TextOf(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
}
