using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>The far end of the backchannel: records every request, and answers as the test says.</summary>
public sealed class StubWorkOs : HttpMessageHandler
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public IReadOnlyList<RecordedRequest> TokenRequests => [.. _requests.Where(request => request.Path.EndsWith("/sso/token", StringComparison.Ordinal))];

    /// <summary>The profile that comes with the token response.</summary>
    public JsonObject Profile { get; set; } = Profiles.Ada();

    /// <summary>What <c>/sso/token</c> answers; by default a token and <see cref="Profile"/>.</summary>
    public Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>>? OnToken { get; set; }

    /// <summary>What <c>/organizations</c> answers; by default that there is none.</summary>
    public Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>>? OnOrganizations { get; set; }

    /// <summary>What any other address answers; by default 404.</summary>
    public Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>>? OnOther { get; set; }

    /// <summary>Forgets the requests, and answers as at first.</summary>
    public void StartOver()
    {
        _requests.Clear();
        Profile = Profiles.Ada();
        OnToken = OnOrganizations = OnOther = null;
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Html(string html, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(html, Encoding.UTF8, "text/html") };

    /// <summary>The token response with the profile of the moment.</summary>
    public HttpResponseMessage TokenResponse(HttpStatusCode status = HttpStatusCode.OK) => Json(
        new JsonObject
        {
            ["token_type"] = "Bearer",
            ["access_token"] = Secrets.AccessToken,
            ["expires_in"] = 600,
            ["profile"] = Profile.DeepClone(),
        }.ToJsonString(),
        status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = await RecordedRequest.ReadAsync(request, cancellationToken);
        _requests.Enqueue(recorded);
        return await AnswerAsync(recorded, cancellationToken);
    }

    private Task<HttpResponseMessage> AnswerAsync(RecordedRequest request, CancellationToken cancellationToken) => request.Path switch
    {
        var path when path.EndsWith("/sso/token", StringComparison.Ordinal) =>
            OnToken?.Invoke(request, cancellationToken) ?? Task.FromResult(TokenResponse()),
        var path when path.EndsWith("/organizations", StringComparison.Ordinal) =>
            OnOrganizations?.Invoke(request, cancellationToken) ?? Task.FromResult(Json("""{"object":"list","data":[]}""")),
        _ => OnOther?.Invoke(request, cancellationToken) ?? Task.FromResult(Json("""{"message":"Not Found"}""", HttpStatusCode.NotFound)),
    };
}
