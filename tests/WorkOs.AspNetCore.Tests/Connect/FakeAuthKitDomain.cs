using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>An AuthKit domain as far as a Connect application sees it: codes, tokens that rotate, and whatever a test changes about them.</summary>
internal sealed class FakeAuthKitDomain(FakeClock clock, string domain = MetadataDocument.Domain) : HttpMessageHandler
{
    public const string ClientId = "client_connect_01";
    public const string ClientSecret = "s3cr3t/of+the=application";
    public const string UserId = "user_01HXYZ";

    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, string> _noncesByCode = new();
    private int _issued;

    public string Domain => domain;

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public IReadOnlyList<RecordedRequest> TokenRequests => [.. _requests.Where(request => request.Path == "/oauth2/token")];

    public JsonObject Metadata { get; set; } = MetadataDocument.Of(domain);

    public string? Organization { get; set; } = "org_acme";

    /// <summary>Whether refresh tokens are issued.</summary>
    public bool IsOffline { get; set; }

    public Action<JsonObject>? ChangeIdToken { get; set; }

    public Action<JsonObject>? ChangeAccessToken { get; set; }

    /// <summary>Changes the answer of the token endpoint, once it is put together.</summary>
    public Action<JsonObject>? ChangeAnswer { get; set; }

    /// <summary>Answers in place of the domain, where it returns something.</summary>
    public Func<RecordedRequest, Task<HttpResponseMessage?>>? Instead { get; set; }

    /// <summary>The refresh tokens that may be used; each once.</summary>
    public ConcurrentDictionary<string, bool> RefreshTokens { get; } = new();

    public int CountOf(string path) => _requests.Count(request => request.Path == path);

    public void Forget() => _requests.Clear();

    public void StartOver()
    {
        Forget();
        Metadata = MetadataDocument.Of(domain);
        (Organization, IsOffline) = ("org_acme", false);
        (ChangeIdToken, ChangeAccessToken, ChangeAnswer, Instead) = (null, null, null, null);
    }

    /// <summary>What the browser does at the domain: signs in, and comes back with a code.</summary>
    public string CallbackOf(BrowserAnswer authorize, string? code = null)
    {
        Assert.True(authorize.IsRedirect, $"{authorize.Status}: {authorize.Body}");
        code ??= $"code-{Interlocked.Increment(ref _issued)}";
        _noncesByCode[code] = authorize.Query("nonce") ?? string.Empty;
        return $"{new Uri(authorize.Query("redirect_uri")!).AbsolutePath}?code={code}&state={Uri.EscapeDataString(authorize.Query("state")!)}";
    }

    public JsonObject IdToken(string? nonce)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = domain,
            ["aud"] = ClientId,
            ["sub"] = UserId,
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["email"] = "ada@acme.com",
            ["email_verified"] = true,
            ["name"] = "Ada Lovelace",
            ["given_name"] = "Ada",
            ["family_name"] = "Lovelace",
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        ChangeIdToken?.Invoke(claims);
        return claims;
    }

    public JsonObject AccessToken(string? resource = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = domain,
            ["aud"] = resource ?? "client_environment",
            ["sub"] = UserId,
            ["client_id"] = ClientId,
            ["sid"] = "app_consent_01",
            ["jti"] = $"{Interlocked.Increment(ref _issued)}",
            ["scope"] = "openid profile email",
            ["permissions"] = new JsonArray("posts:read", "posts:write"),
            ["role"] = "admin",
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        if (Organization is { } organization)
        {
            claims["org_id"] = organization;
        }

        ChangeAccessToken?.Invoke(claims);
        return claims;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = await RecordedRequest.ReadAsync(request, cancellationToken);
        _requests.Enqueue(recorded);
        var instead = Instead?.Invoke(recorded);
        return (instead is null ? null : await instead) ?? recorded.Path switch
        {
            "/.well-known/openid-configuration" => StubWorkOs.Json(Metadata.ToJsonString()),
            "/oauth2/jwks" => StubWorkOs.Json(TokenForge.KeySet),
            "/oauth2/token" => Token(QueryHelpers.ParseQuery(recorded.Body).ToDictionary(field => field.Key, field => field.Value.ToString())),
            "/oauth2/userinfo" => StubWorkOs.Json($$"""{"sub":"{{UserId}}","name":"Ada of Userinfo","email":"ada@acme.com"}"""),
            "/oauth2/revoke" => new HttpResponseMessage(HttpStatusCode.OK),
            _ => StubWorkOs.Json("{}", HttpStatusCode.NotFound),
        };
    }

    private static string Sign(JsonObject claims) => TokenForge.Sign(TokenForge.Header, claims.ToJsonString());

    private HttpResponseMessage Token(Dictionary<string, string> form)
    {
        string? nonce = null;
        if (form["grant_type"] == "authorization_code" ? !_noncesByCode.TryRemove(form["code"], out nonce) : !RefreshTokens.TryRemove(form["refresh_token"], out _))
        {
            return StubWorkOs.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest);
        }

        var answer = new JsonObject
        {
            ["access_token"] = Sign(AccessToken(form.GetValueOrDefault("resource"))),
            ["id_token"] = Sign(IdToken(nonce)),
            ["token_type"] = "bearer",
            ["expires_in"] = 3600,
        };
        if (IsOffline)
        {
            var next = $"refresh-{Interlocked.Increment(ref _issued)}";
            RefreshTokens[next] = true;
            answer["refresh_token"] = next;
        }

        ChangeAnswer?.Invoke(answer);
        return StubWorkOs.Json(answer.ToJsonString());
    }
}
