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
    public WorkOsApiErrorKind Kind { get; } = kind;

    public HttpStatusCode? StatusCode { get; } = statusCode;

    public string? ErrorCode { get; } = errorCode;

    public string? RequestId { get; } = requestId;

    /// <summary>How long WorkOS asked to wait, as far as it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The error's own fields, where WorkOS sent a JSON object. For what follows from an error, never for a log.</summary>
    public System.Text.Json.JsonElement? Details { get; init; }
}
