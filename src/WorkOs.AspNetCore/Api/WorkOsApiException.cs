using System.Globalization;
using System.Net;
using System.Net.Sockets;

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
    /// <summary>The <see cref="Reason"/> if there was no answer in time.</summary>
    public const string Timeout = "Timeout";

    /// <summary>The <see cref="ErrorType"/> of an invalid answer.</summary>
    public const string InvalidResponse = "invalid_response";

    private const string SentBeforeCode = "refresh_token_sent_before";

    public WorkOsApiErrorKind Kind { get; } = kind;

    public HttpStatusCode? StatusCode { get; } = statusCode;

    public string? ErrorCode { get; } = errorCode;

    public string? RequestId { get; } = requestId;

    /// <summary>Whether WorkOS rejects the code or refresh token as invalid, expired or used (RFC 6749, 5.2).</summary>
    public bool IsInvalidGrant => ErrorCode is "invalid_grant" or SentBeforeCode;

    /// <summary>Whether this is <see cref="SentBefore"/>, rather than an answer of WorkOS.</summary>
    public bool IsSentBefore => StatusCode is null && ErrorCode == SentBeforeCode;

    /// <summary>Whether WorkOS may have received the call: without a connection, nothing is sent.</summary>
    public bool WasSent => Reason
        is not (nameof(HttpRequestError.NameResolutionError) or nameof(HttpRequestError.ConnectionError)
            or nameof(HttpRequestError.SecureConnectionError) or nameof(HttpRequestError.ProxyTunnelError));

    /// <summary>What the network did where there was no answer: the name of an <see cref="HttpRequestError"/> or <see cref="SocketError"/>, <see cref="Timeout"/>, or else that of the exception.</summary>
    public string? Reason { get; } = ReasonOf(innerException) ?? innerException?.GetType().Name;

    /// <summary>How long WorkOS asked to wait, if it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The fields of the error, if WorkOS sent a JSON object. They determine how the error is handled, and are never logged.</summary>
    public System.Text.Json.JsonElement? Details { get; init; }

    /// <summary>What went wrong, for a metric: the status, <see cref="InvalidResponse"/>, that of <see cref="SentBefore"/>, or the <see cref="Reason"/>. Never another <see cref="ErrorCode"/>, because WorkOS extends those.</summary>
    public string ErrorType => Kind == WorkOsApiErrorKind.Invalid ? InvalidResponse
        : StatusCode is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture)
        : IsSentBefore ? SentBeforeCode
        : Reason ?? WorkOsMetrics.Other;

    // Only names: the message of an exception may say anything.
    /// <summary>The <see cref="Reason"/> as a sentence for the log.</summary>
    public string? Description => Reason is null ? null : $"The call to WorkOS failed on the way: {Reason}.";

    /// <summary>Converts any exception that ended a call, including one that code of the app threw, such as its HTTP handler.</summary>
    public static WorkOsApiException Of(Exception exception) =>
        exception as WorkOsApiException ?? new WorkOsApiException(WorkOsApiErrorKind.Unavailable, innerException: exception);

    /// <summary>The error for a refresh token that was not sent, because it has been sent before.</summary>
    public static WorkOsApiException SentBefore() => new(WorkOsApiErrorKind.Rejected, errorCode: SentBeforeCode);

    /// <summary>The failure of a sign-in that the call was part of.</summary>
    public WorkOsAuthenticationException ToFailure(string code, bool isClientCaused = false) => new(code, innerException: this)
    {
        StatusCode = StatusCode,
        WorkOsErrorCode = ErrorCode,
        RequestId = RequestId,
        LogDescription = Description,
        IsClientCaused = isClientCaused,
    };

    private static string? ReasonOf(Exception? cause) => cause switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError.ToString(),
        HttpIOException { HttpRequestError: not HttpRequestError.Unknown } stream => stream.HttpRequestError.ToString(),
        SocketException socket => socket.SocketErrorCode.ToString(),
        OperationCanceledException => Timeout,
        HttpRequestException or IOException => ReasonOf(cause.InnerException) ?? nameof(HttpRequestError.Unknown),
        _ => null,
    };
}
