using System.Net;
using System.Net.Sockets;
using System.Text;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>A way in which WorkOS, or what stands in between, can answer wrongly or not at all.</summary>
public sealed record BackchannelFault(string Name, BackchannelFaultKind Kind, Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>> Answer)
{
    private const string ErrorPage = "<html><body>Bad gateway</body></html>";

    public static IEnumerable<BackchannelFault> All =>
    [
        Unavailable("a timeout", () => throw new TaskCanceledException("The request timed out.", new TimeoutException())),
        Unavailable("a refused connection", () => throw new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException())),
        Unavailable("a name that does not resolve", () => throw new HttpRequestException(HttpRequestError.NameResolutionError)),
        Unavailable("a bad certificate", () => throw new HttpRequestException(HttpRequestError.SecureConnectionError)),
        Unavailable("an answer that ends too soon", () => throw new HttpRequestException(HttpRequestError.ResponseEnded)),
        Unavailable("a reset while the body is read", () => new HttpResponseMessage { Content = new BrokenContent() }),
        Unavailable("408", () => StubWorkOs.Json("{}", HttpStatusCode.RequestTimeout)),
        Unavailable("429 with Retry-After", TooManyRequests),
        Unavailable("500 with HTML", () => StubWorkOs.Html(ErrorPage, HttpStatusCode.InternalServerError)),
        Unavailable("502 with HTML", () => StubWorkOs.Html(ErrorPage, HttpStatusCode.BadGateway)),
        Unavailable("503 with HTML", () => StubWorkOs.Html(ErrorPage, HttpStatusCode.ServiceUnavailable)),
        Unavailable("504 without a body", () => new HttpResponseMessage(HttpStatusCode.GatewayTimeout)),
        Rejected("400 in WorkOS's shape", () => StubWorkOs.Json("""{"code":"invalid_grant","message":"no"}""", HttpStatusCode.BadRequest)),
        Rejected("400 in OAuth's shape", () => StubWorkOs.Json("""{"error":"invalid_client","error_description":"no"}""", HttpStatusCode.BadRequest)),
        Rejected("400 with a list", () => StubWorkOs.Json("[]", HttpStatusCode.BadRequest)),
        Rejected("401", () => StubWorkOs.Json("""{"error":"Unauthorized"}""", HttpStatusCode.Unauthorized)),
        Rejected("403 with HTML", () => StubWorkOs.Html(ErrorPage, HttpStatusCode.Forbidden)),
        Rejected("404", () => StubWorkOs.Json("""{"message":"Not Found"}""", HttpStatusCode.NotFound)),
        Rejected("422", () => StubWorkOs.Json("""{"message":"Validation failed","errors":[]}""", HttpStatusCode.UnprocessableEntity)),
        Invalid("301 elsewhere", () => Elsewhere(HttpStatusCode.MovedPermanently)),
        Invalid("302 elsewhere", () => Elsewhere(HttpStatusCode.Found)),
        Invalid("200 without a body", () => new HttpResponseMessage(HttpStatusCode.OK)),
        Invalid("204", () => new HttpResponseMessage(HttpStatusCode.NoContent)),
        Invalid("200 with HTML", () => StubWorkOs.Html("<html><body>Sign in to the hotel's network</body></html>")),
        Invalid("200 with a list", () => StubWorkOs.Json("[1,2,3]")),
        Invalid("200 with null", () => StubWorkOs.Json("null")),
        Invalid("200 with a text", () => StubWorkOs.Json("\"token\"")),
        Invalid("200 with truncated JSON", () => StubWorkOs.Json("""{"access_token":"x","profile":{"id":"prof_1","conn""")),
        Invalid("200 with something after the JSON", () => StubWorkOs.Json("""{"profile":{"id":"prof_ada"}} {}""")),
        Invalid("200 with duplicate keys", () => StubWorkOs.Json("""{"profile":{"id":"prof_ada","id":"prof_other"},"access_token":"x"}""")),
        Invalid("200 with deep nesting", () => StubWorkOs.Json("{\"profile\":" + new string('[', 500) + new string(']', 500) + "}")),
        Invalid("200 with 10 MB", () => StubWorkOs.Json("{\"profile\":{\"id\":\"" + new string('x', 10_000_000) + "\"}}")),
        Invalid("200 in UTF-16", () => Bytes(Encoding.Unicode.GetBytes("""{"profile":{"id":"prof_ada"}}"""))),
        Invalid("200 that is not UTF-8", () => Bytes([.. "{\"profile\":{\"id\":\""u8, 0xC3, 0x28, .. "\"}}"u8])),
        Invalid("200 with half a surrogate pair", () => StubWorkOs.Json("""{"profile":{"id":"\ud800"},"access_token":"x"}""")),
        Invalid("200 that is compressed though nobody asked", () => Bytes([0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00])),
        Invalid("200 with an empty object", () => StubWorkOs.Json("{}")),
        Invalid("200 with an error in it", () => StubWorkOs.Json("""{"error":"invalid_grant"}""")),
    ];

    private static BackchannelFault Unavailable(string name, Func<HttpResponseMessage> answer) => Of(name, BackchannelFaultKind.Unavailable, answer);

    private static BackchannelFault Rejected(string name, Func<HttpResponseMessage> answer) => Of(name, BackchannelFaultKind.Rejected, answer);

    private static BackchannelFault Invalid(string name, Func<HttpResponseMessage> answer) => Of(name, BackchannelFaultKind.Invalid, answer);

    private static BackchannelFault Of(string name, BackchannelFaultKind kind, Func<HttpResponseMessage> answer) =>
        new(name, kind, async (_, _) =>
        {
            await Task.Yield();
            return answer();
        });

    private static HttpResponseMessage TooManyRequests()
    {
        var response = StubWorkOs.Json("""{"message":"Too many requests"}""", HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(30));
        return response;
    }

    private static HttpResponseMessage Elsewhere(HttpStatusCode status)
    {
        var response = new HttpResponseMessage(status);
        response.Headers.Location = new Uri("https://elsewhere.example/sso/token");
        return response;
    }

    private static HttpResponseMessage Bytes(byte[] body) => new() { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
}
