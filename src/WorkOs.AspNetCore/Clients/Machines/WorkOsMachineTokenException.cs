using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// The exception that is thrown if a call to another service is not made because no token is available.
/// <see cref="HttpRequestException.StatusCode"/> is the status of the AuthKit domain's response, if there was one; the message contains no secret.
/// </summary>
public sealed class WorkOsMachineTokenException : HttpRequestException
{
    internal WorkOsMachineTokenException(
        string message, bool isTransient, HttpStatusCode? statusCode = null, string? workOsErrorCode = null, string? requestId = null, Exception? innerException = null)
        : base(message, innerException, statusCode)
    {
        (IsTransient, WorkOsErrorCode, RequestId) = (isTransient, workOsErrorCode, requestId);
    }

    /// <summary>
    /// Whether a later attempt may succeed: the AuthKit domain could not be reached, or asked to retry later. <see langword="false"/> if it refused
    /// the request, for example because of a wrong client secret, or if its response has no token.
    /// </summary>
    public bool IsTransient { get; }

    /// <summary>WorkOS's code of the error, such as <c>invalid_client</c> or <c>invalid_scope</c>; <see langword="null"/> if there was none.</summary>
    public string? WorkOsErrorCode { get; }

    /// <summary>The request ID (<c>X-Request-ID</c>), which WorkOS's support asks for; <see langword="null"/> if there was none.</summary>
    public string? RequestId { get; }
}
