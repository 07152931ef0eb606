using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>
/// What the machines take for WorkOS: hands everything on to the sandbox, keeps a journal of refreshes, and loses or holds the replies that a
/// test names, after the sandbox has done what it was asked to.
/// </summary>
internal sealed class Gateway(WorkOsSandbox sandbox, RefreshJournal journal, HeldReplies held) : IDisposable
{
    private static readonly string[] RequestHeaders = ["Accept", "Authorization", "Cookie", "User-Agent"];
    private static readonly string[] ResponseHeaders = ["Location", "Set-Cookie", "Retry-After", "X-Request-ID"];

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private int _refreshes;

    /// <summary>Every how many refreshes the reply is lost; 0 for never.</summary>
    public int LosesEvery { get; set; }

    public async Task HandleAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var isExchange = context.Request.Path == WorkOsSandboxEndpoints.AuthKitAuthenticate;
        var refresh = isExchange ? journal.FindRefresh(body, context.Request.ContentType) : null;

        // Whatever becomes of the caller, WorkOS has received the request.
        using var answer = await _client.SendAsync(Copy(context.Request, body), CancellationToken.None);
        var content = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
        if (isExchange && answer.StatusCode is HttpStatusCode.OK)
        {
            journal.Learn(content);
        }

        if (refresh is not null)
        {
            var isLost = LosesEvery > 0 && Interlocked.Increment(ref _refreshes) % LosesEvery == 0;
            journal.Add(refresh with { Status = (int)answer.StatusCode, IsLost = isLost });
            if (isLost)
            {
                context.Abort();
                return;
            }

            await held.PassAsync(refresh.User, context.RequestAborted);
        }

        await WriteAsync(context, answer, content);
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Copy(HttpRequest request, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(sandbox.BaseAddress, request.GetEncodedPathAndQuery()));
        foreach (var name in RequestHeaders)
        {
            if (request.Headers[name] is { Count: > 0 } values)
            {
                copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        if (request.ContentType is { } type)
        {
            copy.Content = new ByteArrayContent(body);
            copy.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return copy;
    }

    private static async Task WriteAsync(HttpContext context, HttpResponseMessage answer, byte[] content)
    {
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (var name in ResponseHeaders)
        {
            if (answer.Headers.TryGetValues(name, out var values))
            {
                response.Headers[name] = values.ToArray();
            }
        }

        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (content.Length > 0)
        {
            await response.Body.WriteAsync(content, context.RequestAborted);
        }
    }
}
