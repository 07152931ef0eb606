using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>What the handler sent to WorkOS, read before the request was disposed.</summary>
public sealed record RecordedRequest(HttpMethod Method, Uri Url, string? Authorization, string? ContentType, string Body)
{
    public string Path => Url.AbsolutePath;

    /// <summary>A value of the query; <see langword="null"/> when it is absent.</summary>
    public string? QueryValue(string name) => QueryHelpers.ParseQuery(Url.Query).TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A field of the JSON body; <see langword="null"/> when it is absent.</summary>
    public string? Field(string name)
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    public static async Task<RecordedRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        return new RecordedRequest(
            request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString(), body);
    }
}
