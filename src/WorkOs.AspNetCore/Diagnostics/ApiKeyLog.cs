using System.Net;

// Values that may be missing are logged by name, in the case of the name here, and reach the text as Details, which leaves out what is missing.
#pragma warning disable SYSLIB1015

namespace WorkOs.AspNetCore;

/// <summary>The log messages of the scheme for API keys. The framework itself logs for each request whether and why it was refused.</summary>
internal static partial class ApiKeyLog
{
    public static void ApiKeysUnavailable(ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        ApiKeysUnavailable(logger, scheme, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(60, LogLevel.Error, "Scheme '{Scheme}' cannot ask WorkOS about API keys.{Details} Keys that WorkOS accepted a short time ago stay accepted for RememberFor; requests with other keys are answered with 503. If this persists, check BaseAddress.", EventName = "ApiKeysUnavailable")]
    private static partial void ApiKeysUnavailable(ILogger logger, string scheme, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);

    public static void ServerKeyRejected(ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId) =>
        ServerKeyRejected(logger, scheme, statusCode, workOsCode, requestId, LogDetails.OfAnswer(statusCode, workOsCode, requestId));

    [LoggerMessage(61, LogLevel.Error, "Scheme '{Scheme}' cannot ask WorkOS about API keys, action required: WorkOS refuses the call itself.{Details} Check the ApiKey of the scheme, which is the key of this app and not that of a customer, and BaseAddress. Requests with an API key are answered with 503.", EventName = "ServerKeyRejected")]
    private static partial void ServerKeyRejected(ILogger logger, string scheme, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string details);

    [LoggerMessage(62, LogLevel.Warning, "Scheme '{Scheme}' receives more API keys that it does not know than it asks WorkOS about (MaxCallsPerSecond, MaxConcurrentCalls). Requests with a key that was accepted within the last hour are not affected; others are answered with 503.", EventName = "ApiKeyCallsLimited")]
    public static partial void ApiKeyCallsLimited(ILogger logger, string scheme);

    [LoggerMessage(63, LogLevel.Error, "Scheme '{Scheme}' received the app's own WorkOS API key in a request, action required: somebody else has it. Rotate it in the WorkOS dashboard. The request was refused.", EventName = "ServerKeyReceived")]
    public static partial void ServerKeyReceived(ILogger logger, string scheme);

    [LoggerMessage(64, LogLevel.Debug, "Scheme '{Scheme}' forgets API key {ApiKeyId}, because it was revoked.", EventName = "ApiKeyForgotten")]
    public static partial void ApiKeyForgotten(ILogger logger, string scheme, string apiKeyId);
}
