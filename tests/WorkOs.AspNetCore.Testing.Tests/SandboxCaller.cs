using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>An application and a browser in front of a sandbox, both by hand.</summary>
internal sealed class SandboxCaller(WorkOsSandbox workos) : IDisposable
{
    public const string Callback = "http://localhost:5000/signin-workos";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = workos.BaseAddress };

    public HttpClient Client => _client;

    public static string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public Dictionary<string, string?> SsoParameters(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = workos.ClientId,
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["state"] = "st&ate=+/",
            ["organization"] = "org_acme",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    public Uri SsoAuthorizeUrl(params (string Name, string? Value)[] changes) => Url("/sso/authorize", SsoParameters(changes));

    public Uri Url(string path, IDictionary<string, string?> parameters) =>
        new(workos.BaseAddress, QueryHelpers.AddQueryString(path, parameters));

    public async Task<Uri> RedirectOfAsync(Uri url)
    {
        using var answer = await _client.GetAsync(url);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new Uri(workos.BaseAddress, answer.Headers.Location!);
    }

    public async Task<IHtmlDocument> PageAsync(Uri url, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await _client.GetAsync(url);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> SsoCodeAsync(string email = "ada@acme.com", params (string Name, string? Value)[] changes)
    {
        var callback = await workos.CompleteSignInAsync(SsoAuthorizeUrl(changes), email);
        return QueryHelpers.ParseQuery(callback.Query)["code"].ToString();
    }

    public Dictionary<string, string?> TokenFields(string code, params (string Name, string? Value)[] changes)
    {
        var fields = new Dictionary<string, string?>
        {
            ["client_id"] = workos.ClientId,
            ["client_secret"] = workos.ApiKey,
            ["grant_type"] = "authorization_code",
            ["code"] = code,
        };
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return fields;
    }

    public Task<(int Status, JsonObject Body)> RedeemAsync(string code, params (string Name, string? Value)[] changes) =>
        PostAsync("/sso/token", TokenFields(code, changes));

    public Task<(int Status, JsonObject Body)> PostAsync(string path, IDictionary<string, string?> fields, string? apiKey = null) =>
        SendJsonAsync(HttpMethod.Post, path, fields, apiKey);

    public async Task<(int Status, JsonObject Body)> SendJsonAsync(
        HttpMethod method, string path, IDictionary<string, string?> fields, string? apiKey = null)
    {
        using var content = new StringContent(
            new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))).ToJsonString(),
            MediaTypeHeaderValue.Parse("application/json"));
        using var request = new HttpRequestMessage(method, path) { Content = content };
        return await SendAsync(request, apiKey);
    }

    public async Task<(int Status, JsonObject Body)> GetAsync(string path, string? apiKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, apiKey);
    }

    public async Task<(int Status, JsonObject Body)> SendAsync(HttpRequestMessage request, string? apiKey = null)
    {
        request.Headers.Authorization = apiKey is null ? null : new("Bearer", apiKey);
        using var answer = await _client.SendAsync(request);
        Assert.True(answer.Headers.Contains("X-Request-ID"));
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }

    public static Dictionary<string, string> QueryOf(Uri uri) =>
        QueryHelpers.ParseQuery(uri.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());

    public void Dispose() => _client.Dispose();
}
