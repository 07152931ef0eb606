using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>A sandbox with Connect applications of each kind, and an application and a browser in front of its AuthKit domain.</summary>
public abstract class ConnectTest : AuthKitTest
{
    protected const string Callback = "http://localhost:5000/signin-workos-connect";

    private HttpClient? _domain;

    protected HttpClient Domain =>
        _domain ??= new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { BaseAddress = new(WorkOs.AuthKitDomain) };

    protected WorkOsSandboxConnectApplication First => Application("client_first");

    protected WorkOsSandboxConnectApplication Third => Application("client_third");

    protected WorkOsSandboxConnectApplication Public => Application("client_public");

    protected WorkOsSandboxConnectApplication Machine => Application("client_machine");

    public override async Task DisposeAsync()
    {
        _domain?.Dispose();
        await base.DisposeAsync();
    }

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        base.Configure(builder);
        builder.Connect.AllowRevocation = true;
        builder.Connect.AllowDynamicRegistration = true;
        builder.Connect.AllowClientMetadataDocuments = true;
        builder
            .AddConnectApplication(app => Of(app, "client_first").Scopes.Add("posts:read"))
            .AddConnectApplication(app => Of(app, "client_third").IsFirstParty = false)
            .AddConnectApplication(app => Of(app, "client_public").ClientSecret = null)
            .AddConnectApplication(app =>
            {
                Of(app, "client_machine").IsMachine = true;
                app.OrganizationId = "org_acme";
                app.Scopes.Add("posts:read");
                app.Scopes.Add("posts:write");
            });
    }

    private protected static WorkOsSandboxConnectApplicationOptions Of(WorkOsSandboxConnectApplicationOptions app, string clientId)
    {
        app.ClientId = clientId;
        app.Name = "App " + clientId;
        if (clientId != "client_machine")
        {
            app.RedirectUris.Add(Callback);
        }

        return app;
    }

    private protected WorkOsSandboxConnectApplication Application(string clientId) =>
        WorkOs.Connect.Applications.Single(application => application.ClientId == clientId);

    private protected Uri AuthorizeConnect(WorkOsSandboxConnectApplication application, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = application.ClientId,
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["scope"] = "openid profile email offline_access",
            ["state"] = "st&ate=+/",
            ["nonce"] = "no nce",
            ["code_challenge"] = SandboxCaller.Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return new(QueryHelpers.AddQueryString(WorkOs.AuthKitDomain + "/oauth2/authorize", parameters));
    }

    private protected async Task<string> ConnectCodeAsync(
        WorkOsSandboxConnectApplication application, string email = "ada@acme.com", params (string Name, string? Value)[] changes)
    {
        var callback = await WorkOs.CompleteSignInAsync(AuthorizeConnect(application, changes), email);
        return SandboxCaller.QueryOf(callback)["code"];
    }

    private protected static Dictionary<string, string?> CodeFields(
        WorkOsSandboxConnectApplication application, string code, params (string Name, string? Value)[] changes) => With(
            new()
            {
                ["client_id"] = application.ClientId,
                ["client_secret"] = application.ClientSecret,
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = Callback,
                ["code_verifier"] = SandboxCaller.Verifier,
            },
            changes);

    private protected static Dictionary<string, string?> RefreshFields(
        WorkOsSandboxConnectApplication application, JsonObject signedIn, params (string Name, string? Value)[] changes) => With(
            new()
            {
                ["client_id"] = application.ClientId,
                ["client_secret"] = application.ClientSecret,
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = (string?)signedIn["refresh_token"],
            },
            changes);

    private protected static Dictionary<string, string?> CredentialsFields(
        WorkOsSandboxConnectApplication application, params (string Name, string? Value)[] changes) => With(
            new() { ["client_id"] = application.ClientId, ["client_secret"] = application.ClientSecret, ["grant_type"] = "client_credentials" },
            changes);

    private protected Task<(int Status, JsonObject Body)> TokenAsync(Dictionary<string, string?> fields) => FormAsync("/oauth2/token", fields);

    private protected async Task<(int Status, JsonObject Body)> FormAsync(string path, Dictionary<string, string?> fields, AuthenticationHeaderValue? credentials = null)
    {
        using var form = new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Authorization = credentials;
        using var answer = await Domain.SendAsync(request);
        return await ReadAsync(answer);
    }

    private protected async Task<(int Status, JsonObject Body)> DomainAsync(string path, string? accessToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = accessToken is null ? null : new("Bearer", accessToken);
        using var answer = await Domain.SendAsync(request);
        return await ReadAsync(answer);
    }

    private protected async Task<(int Status, JsonObject Body)> PostJsonAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Domain.PostAsync(new Uri(path, UriKind.Relative), content);
        return await ReadAsync(answer);
    }

    private protected async Task<JsonObject> ConnectSignInAsync(
        WorkOsSandboxConnectApplication application, string email = "ada@acme.com", params (string Name, string? Value)[] changes)
    {
        var (status, body) = await TokenAsync(CodeFields(application, await ConnectCodeAsync(application, email, changes)));
        Assert.Equal(HttpStatusCode.OK, (HttpStatusCode)status);
        return body;
    }

    private protected static string? ErrorOf((int Status, JsonObject Body) answer) => (string?)answer.Body["error"];

    private static async Task<(int Status, JsonObject Body)> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject());
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> fields, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return fields;
    }
}
