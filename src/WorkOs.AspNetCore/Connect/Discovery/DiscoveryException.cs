namespace WorkOs.AspNetCore;

/// <summary>
/// The metadata of an AuthKit domain cannot be fetched, or cannot be used. The message gives the reason, and contains nothing of the document but
/// origins.
/// </summary>
internal sealed class DiscoveryException : Exception
{
    private DiscoveryException(string message, bool isOutage, Exception? cause)
        : base(message, cause) => IsOutage = isOutage;

    /// <summary>Whether a later attempt may succeed without a change of the settings: the domain did not answer.</summary>
    public bool IsOutage { get; }

    /// <summary>The document cannot be used.</summary>
    public static DiscoveryException Unusable(string problem) =>
        new($"The metadata of the AuthKit domain cannot be used: {problem}.", isOutage: false, cause: null);

    /// <summary>There is no document: the domain did not answer, or has none.</summary>
    public static DiscoveryException Unavailable(Exception cause) => cause is WorkOsApiException { Kind: not WorkOsApiErrorKind.Unavailable }
        ? new("The AuthKit domain has no OpenID Connect metadata: set AuthKitDomain to the domain that the WorkOS dashboard shows.", isOutage: false, cause)
        : new("The AuthKit domain did not answer when its OpenID Connect metadata was fetched.", isOutage: true, cause);

    // The exception itself may be one of the app's own HTTP handler, with anything in its message.
    /// <summary>A failure for the log, as sentences with a space before them; empty where there is none.</summary>
    public static string DetailsOf(Exception? failure) => failure switch
    {
        null => "",
        DiscoveryException => $" {failure.Message}",
        WorkOsApiException call => LogDetails.OfAnswer(call.StatusCode, call.ErrorCode, call.RequestId, call.Description),
        _ => DetailsOf(WorkOsApiException.Of(failure)),
    };

    /// <summary>A failure for a metric, from a small set: what became of the call, or else that the document cannot be used.</summary>
    public static string ErrorOf(Exception failure) => failure switch
    {
        DiscoveryException { InnerException: { } cause } => WorkOsApiException.Of(cause).ErrorType,
        DiscoveryException => WorkOsApiException.InvalidResponse,
        _ => WorkOsApiException.Of(failure).ErrorType,
    };

    /// <summary>A copy for another request, because one exception object is not thrown twice.</summary>
    public DiscoveryException Again() => new(Message, IsOutage, InnerException);
}
