using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace WorkOs.AspNetCore;

/// <summary>
/// Sends HTTP requests with JSON to WorkOS. Any 2xx response with a JSON object is an answer, every other response is a
/// <see cref="WorkOsApiException"/>. Nothing is retried here, because an authorization code works only once.
/// </summary>
internal readonly struct WorkOsApiClient(HttpClient http)
{
    private const int MaxResponseBytes = 1024 * 1024;
    private const int MaxErrorCodeLength = 64;
    private const int MaxRequestIdLength = 128;

    private static readonly MediaTypeHeaderValue JsonMediaType = new("application/json");
    private static readonly MediaTypeHeaderValue FormMediaType = new("application/x-www-form-urlencoded");
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");

    public Task<JsonDocument> PostAsync<T>(
        string url, T body, JsonTypeInfo<T> typeInfo, string? bearer, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            url,
            JsonSerializer.SerializeToUtf8Bytes(body, typeInfo),
            JsonMediaType,
            bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer),
            cancellationToken);

    /// <summary>Posts a form, as OAuth requires (RFC 6749). The answer is JSON as well.</summary>
    public Task<JsonDocument> PostFormAsync(
        string url, IEnumerable<KeyValuePair<string, string?>> fields, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var form = string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));
        return SendAsync(HttpMethod.Post, url, Encoding.ASCII.GetBytes(form), FormMediaType, authorization, cancellationToken);
    }

    public Task<JsonDocument> GetAsync(string url, string? bearer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, url, body: null, mediaType: null, bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer), cancellationToken);

    private async Task<JsonDocument> SendAsync(
        HttpMethod method,
        string url,
        byte[]? body,
        MediaTypeHeaderValue? mediaType,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url) { Version = http.DefaultRequestVersion };
        request.Headers.Accept.Add(AcceptJson);
        request.Headers.Authorization = authorization;
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = mediaType } };
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            // Only an answer can exceed the buffer limit of the client; every other error occurs before there is an answer.
            var kind = exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? WorkOsApiErrorKind.Invalid
                : WorkOsApiErrorKind.Unavailable;
            throw new WorkOsApiException(kind, exception.StatusCode, innerException: exception);
        }
        catch (IOException exception)
        {
            throw new WorkOsApiException(WorkOsApiErrorKind.Unavailable, innerException: exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WorkOsApiException(WorkOsApiErrorKind.Unavailable, innerException: exception);
        }
    }

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = response.Content.Headers.ContentLength > MaxResponseBytes
            ? []
            : await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var document = body.Length > MaxResponseBytes ? null : StrictJson.TryParseObject(body);

        if (response.IsSuccessStatusCode && document is not null)
        {
            return document;
        }

        using (document)
        {
            throw new WorkOsApiException(
                KindOf(response.StatusCode), response.StatusCode, ErrorCodeOf(document), RequestIdOf(response))
            {
                RetryAfter = RetryAfterOf(response.Headers),
                Details = document?.RootElement.Clone(),
            };
        }
    }

    private static WorkOsApiErrorKind KindOf(HttpStatusCode status) => (int)status switch
    {
        408 or 429 or >= 500 => WorkOsApiErrorKind.Unavailable,
        >= 400 => WorkOsApiErrorKind.Rejected,
        _ => WorkOsApiErrorKind.Invalid,
    };

    // WorkOS answers {code, message} or {error, error_description}; its own SDKs read both in this order.
    private static string? ErrorCodeOf(JsonDocument? document)
    {
        var code = document?.RootElement.GetStringOrNull("code") ?? document?.RootElement.GetStringOrNull("error");
        return WireText.IsToken(code, MaxErrorCodeLength) ? code : null;
    }

    // Seconds, or a date, which is compared with the date of the answer, because the two clocks may differ.
    private static TimeSpan? RetryAfterOf(HttpResponseHeaders headers) =>
        headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - headers.Date);

    private static string? RequestIdOf(HttpResponseMessage response)
    {
        var id = response.Headers.TryGetValues("X-Request-ID", out var values) ? values.FirstOrDefault() : null;
        return WireText.IsToken(id, MaxRequestIdLength) ? id : null;
    }
}
