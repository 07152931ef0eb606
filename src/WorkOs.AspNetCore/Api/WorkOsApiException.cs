using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>A call to WorkOS that failed. Carries nothing of the response but its status, code and request id.</summary>
internal sealed class WorkOsApiException(
    WorkOsApiErrorKind kind,
    HttpStatusCode? statusCode = null,
    string? errorCode = null,
    string? requestId = null,
    Exception? innerException = null)
    : Exception("A call to WorkOS failed.", innerException)
{
    /// <summary>The <see cref="Reason"/> where nothing came in time.</summary>
    public const string Timeout = "Timeout";

    public WorkOsApiErrorKind Kind { get; } = kind;

    public HttpStatusCode? StatusCode { get; } = statusCode;

    public string? ErrorCode { get; } = errorCode;

    public string? RequestId { get; } = requestId;

    /// <summary>What the network did where there was no answer: the name of a <see cref="HttpRequestError"/>, or <c>Timeout</c>.</summary>
    public string? Reason { get; } = innerException switch
    {
        HttpRequestException request => request.HttpRequestError.ToString(),
        HttpIOException stream => stream.HttpRequestError.ToString(),
        IOException => nameof(HttpRequestError.Unknown),
        OperationCanceledException => Timeout,
        _ => null,
    };

    /// <summary>How long WorkOS asked to wait, as far as it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The error's own fields, where WorkOS sent a JSON object. For what follows from an error, never for a log.</summary>
    public System.Text.Json.JsonElement? Details { get; init; }
}
