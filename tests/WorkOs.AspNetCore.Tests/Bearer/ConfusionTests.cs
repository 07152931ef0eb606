using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Bearer.ApiKeys;
using WorkOs.AspNetCore.Tests.Docs;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>
/// Every kind of credential at every scheme. All tokens but one are signed with the same key, so that nothing but the checks of claims tells them
/// apart. The table is that of docs/apis.md; set <c>ACCEPT_CONFUSION_TABLE=1</c> to write it anew.
/// </summary>
[Trait("Room", "Bearer")]
[Trait("Room", "Docs")]
public sealed class ConfusionTests
{
    private const string Accept = "ACCEPT_CONFUSION_TABLE";
    private const string User = "**user**";
    private const string Machine = "**machine**";
    private const string ApiKey = "**API key**";
    private const string Refused = "refused";

    private static readonly string[] Schemes = ["/sessions", "/connect", "/keys", "/api"];

    private static readonly Credential[] Credentials =
    [
        new("session's access token", () => ConnectForge.Session(), [User, Refused, Refused, User]),
        new("session's access token of another client", () => ConnectForge.Session(static claims => claims["client_id"] = "client_other"), [Refused, Refused, Refused, Refused]),
        new("session's access token with the API as its audience", () => ConnectForge.Session(static claims => claims["aud"] = ConnectForge.Resource), [User, Refused, Refused, User]),
        new("session's access token of another environment", () => TokenForge.Sign(TokenForge.Header, TokenForge.Payload, TokenForge.StrangerKey), [Refused, Refused, Refused, Refused]),
        new("access token of single sign-on", () => ConnectForge.SingleSignOn(), [Refused, Refused, Refused, Refused]),
        new("user's access token of Connect, for this API", () => ConnectForge.User(), [Refused, User, Refused, User]),
        new("user's access token of Connect, for another API", () => ConnectForge.User(static claims => claims["aud"] = "https://other.example"), [Refused, Refused, Refused, Refused]),
        new("user's access token of Connect, for the environment", () => ConnectForge.User(static claims => claims["aud"] = TokenForge.ClientId), [Refused, Refused, Refused, Refused]),
        new("user's access token of another application", () => ConnectForge.User(static claims => claims["client_id"] = "client_other"), [Refused, Refused, Refused, Refused]),
        new("user's access token of another AuthKit domain", () => ConnectForge.User(static claims => claims["iss"] = "https://other.authkit.app"), [Refused, Refused, Refused, Refused]),
        new("machine's access token", () => ConnectForge.MachineToken(), [Refused, Machine, Refused, Machine]),
        new("machine's access token of another application", () => ConnectForge.MachineToken(static claims => (claims["sub"], claims["client_id"]) = ("client_other", "client_other")), [Refused, Refused, Refused, Refused]),
        new("machine's access token of another environment", () => ConnectForge.MachineToken(static claims => claims["aud"] = "client_other"), [Refused, Refused, Refused, Refused]),
        new("machine's access token of another AuthKit domain", () => ConnectForge.MachineToken(static claims => claims["iss"] = "https://other.authkit.app"), [Refused, Refused, Refused, Refused]),
        new("ID token of Connect", () => ConnectForge.IdToken(), [Refused, Refused, Refused, Refused]),
        new("ID token of Connect for an application with the name of the API", () => ConnectForge.IdToken(static claims => claims["aud"] = ConnectForge.Resource), [Refused, Refused, Refused, Refused]),
        new("customer's API key", static () => ApiKeyServer.Acme, [Refused, Refused, ApiKey, ApiKey]),
        new("API key that WorkOS does not know", static () => "sk_live_of_nobody_0003", [Refused, Refused, Refused, Refused]),
        new("the server's own API key", static () => Secrets.ApiKey, [Refused, Refused, Refused, Refused]),
        new("refresh token", static () => "a1B2c3D4e5F6g7H8i9J0k1L2m", [Refused, Refused, Refused, Refused]),
        new("nothing", static () => "", [Refused, Refused, Refused, Refused]),
    ];

    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var credential in Credentials)
            {
                foreach (var scheme in Schemes)
                {
                    cells.Add(credential.Name, scheme);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_credential_is_worth_what_its_cell_says(string name, string scheme)
    {
        var credential = Credentials.Single(credential => credential.Name == name);
        await using var api = await StartAsync();

        var answer = await api.SendTokenAsync(credential.Make(), scheme);

        var worth = answer.Status != 200 ? Refused
            : answer.Body.Contains("token_kind=machine", StringComparison.Ordinal) ? Machine
            : answer.Body.Contains("token_kind=api_key", StringComparison.Ordinal) ? ApiKey
            : User;
        Assert.Equal(credential.Worth[Array.IndexOf(Schemes, scheme)], worth);
        Assert.True(answer.Status is 200 or 401, answer.Status.ToString());
    }

    [Fact]
    public void The_documentation_lists_the_same_cells()
    {
        var file = Repository.PathOf("docs/apis.md");
        var page = File.ReadAllLines(file);
        var first = Array.FindIndex(page, static line => line.StartsWith("| credential |", StringComparison.Ordinal)) + 2;
        Assert.True(first >= 2, "The table is missing.");
        var listed = page.Skip(first).TakeWhile(static line => line.StartsWith('|')).ToList();
        string[] rows = [.. Credentials.Select(static credential => $"| {credential.Name} | {string.Join(" | ", credential.Worth)} |")];
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllLines(file, [.. page.Take(first), .. rows, .. page.Skip(first + listed.Count)]);
            listed = [.. rows];
        }

        Assert.Equal(rows, listed);
    }

    private static Task<BearerApi> StartAsync()
    {
        var keys = new KeySetServer { HasMetadata = true };
        return BearerApi.StartAsync(
            options => options.BackchannelHttpHandler = keys,
            addSchemes: builder => builder
                .AddWorkOsBearer("Connect", options =>
                {
                    ConnectForge.Use(options);
                    options.ValidClientIds.Add(ConnectForge.Application);
                    options.ValidClientIds.Add(ConnectForge.Machine);
                    options.BackchannelHttpHandler = keys;
                })
                .AddWorkOsApiKey(options =>
                {
                    options.ApiKey = Secrets.ApiKey;
                    options.BackchannelHttpHandler = new ApiKeyServer();
                })
                .AddWorkOsApi(),
            map: app =>
            {
                Map(app, "/sessions", WorkOsBearerDefaults.AuthenticationScheme);
                Map(app, "/connect", "Connect");
                Map(app, "/keys", WorkOsApiKeyDefaults.AuthenticationScheme);
                Map(app, "/api", WorkOsApiDefaults.AuthenticationScheme);
            });
    }

    private static void Map(WebApplication app, string path, string scheme) =>
        app.MapGet(path, BearerApi.Describe).RequireAuthorization(policy => policy.AddAuthenticationSchemes(scheme).RequireAuthenticatedUser());

    private sealed record Credential(string Name, Func<string> Make, string[] Worth);
}
