using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// A backchannel handler that replaces WorkOS: returns prepared responses to token and profile calls, without a network, and counts the calls. The
/// benchmarks thus measure the app only.
/// </summary>
internal sealed class StubWorkOs : HttpMessageHandler
{
    public const string Organization = "org_01HQ3ZJ6X8K2V4N7M9P1R5T3WY";

    // A profile from a SAML connection, with all fields that WorkOS sends and ten groups.
    private const string ProfileText = """
        {
          "object": "profile",
          "id": "prof_01HQ4A1C7E9G2J5M8P0S3V6X9Z",
          "organization_id": "org_01HQ3ZJ6X8K2V4N7M9P1R5T3WY",
          "connection_id": "conn_01HQ3ZTB5D8F1H4K7N0Q3T6W9Y",
          "connection_type": "OktaSAML",
          "idp_id": "00u1a2b3c4d5e6f7g8h9",
          "email": "ada.lovelace@acme.com",
          "first_name": "Ada",
          "last_name": "Lovelace",
          "name": "Ada Lovelace",
          "role": { "slug": "admin" },
          "roles": [{ "slug": "admin" }],
          "groups": [
            "Engineering", "Platform Team", "Release Crew", "On-call West", "VPN-Users-EU",
            "Jira-Editors", "GitHub-Admin", "AWS-Prod-Read", "Berlin Office", "All Employees"
          ],
          "custom_attributes": { "department_name": "Research", "job_title": "Analyst" },
          "raw_attributes": {}
        }
        """;

    private const string AccessToken =
        "eyJhbGciOiJSUzI1NiIsImtpZCI6InNzb19vaWRjX2tleV9wYWlyXzAxSFEzIn0.eyJzdWIiOiJwcm9mXzAxSFE0QTFDN0U5RzJKNU04UDBTM1Y2WDlaIn0.c2lnbmF0dXJl";

    private static readonly byte[] Profile = Encoding.UTF8.GetBytes(ProfileText);
    private static readonly byte[] Token = Encoding.UTF8.GetBytes(
        $$"""{"token_type":"Bearer","access_token":"{{AccessToken}}","expires_in":600,"profile":{{ProfileText}}}""");

    private int _calls;

    /// <summary>The number of calls.</summary>
    public int Calls => _calls;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return Task.FromResult((request.Method.Method, request.RequestUri!.AbsolutePath) switch
        {
            ("POST", "/sso/token") => Json(Token),
            ("GET", "/sso/profile") => Json(Profile),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        });
    }

    private static HttpResponseMessage Json(byte[] body) => new(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        },
    };
}
