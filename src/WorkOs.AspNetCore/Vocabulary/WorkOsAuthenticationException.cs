using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>
/// The exception of a failed sign-in, as <c>Events.RemoteFailure</c> receives it. The message contains the code and a reference to the documentation;
/// the context and the log line contain the scheme. None of them contains a secret, code, token, state, e-mail or response body.
/// </summary>
public sealed class WorkOsAuthenticationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">One of <see cref="WorkOsFailureCodes"/>, or a code that WorkOS has added since.</param>
    /// <param name="message">What happened and what to do, in one sentence.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is null or empty.</exception>
    public WorkOsAuthenticationException(string code, string? message = null, Exception? innerException = null)
        : base(message ?? $"The sign-in failed: {code}. See docs/troubleshooting.md#{code} in the package WorkOs.AspNetCore.", innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>The reason: one of <see cref="WorkOsFailureCodes"/>, or a code that WorkOS has added since.</summary>
    public string Code { get; }

    /// <summary>The status of WorkOS's response; <see langword="null"/> if there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>WorkOS's own code (<c>code</c> or <c>error</c> of its response); <see langword="null"/> if it sent none.</summary>
    public string? WorkOsErrorCode { get; init; }

    /// <summary>The <c>X-Request-ID</c> of WorkOS's response, for its support; <see langword="null"/> if there was none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The sanitized description that WorkOS sent, or the network error, for the log only.</summary>
    internal string? LogDescription { get; init; }

    /// <summary>Whether any client can cause the failure with a request. Such a failure is logged as Warning, because no action is required.</summary>
    internal bool IsClientCaused { get; init; }
}
