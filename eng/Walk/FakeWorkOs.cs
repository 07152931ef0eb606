using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Walk;

/// <summary>The responses of WorkOS that the two walks need.</summary>
internal sealed class FakeWorkOs(TimeProvider time) : HttpMessageHandler
{
    private int _tokens;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
        request.RequestUri!.AbsolutePath switch
        {
            "/organizations" => Json("""{"data":[{"id":"org_acme","domains":[{"domain":"acme.com","state":"verified"}]}],"list_metadata":{}}"""),
            "/sso/token" => Json("""{"access_token":"a","token_type":"Bearer","expires_in":600,"profile":{"id":"prof_ada","organization_id":"org_acme","connection_id":"conn_acme","connection_type":"OktaSAML","email":"ada@acme.com","first_name":"Ada","groups":["Engineering"]}}"""),
            "/user_management/authenticate" => Json(
                $$$"""{"access_token":"{{{AccessToken()}}}","refresh_token":"r{{{++_tokens}}}","organization_id":"org_acme","authentication_method":"SSO","user":{"id":"user_ada","email":"ada@acme.com"}}"""),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("{}") },
        });

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private string AccessToken()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = JsonSerializer.Serialize(new { iss = "https://api.workos.com", sub = "user_ada", sid = "session_ada", org_id = "org_acme", iat = now, exp = now + 300, auth_time = now, role = "admin" });
        return $"{Encode("""{"alg":"RS256"}""")}.{Encode(claims)}.AAAA";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
