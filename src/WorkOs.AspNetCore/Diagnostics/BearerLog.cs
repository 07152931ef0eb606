using System.Net;

// Values that may be missing are logged by name, in the case of the name here, and reach the text as Details, which leaves out what is missing.
#pragma warning disable SYSLIB1015

namespace WorkOs.AspNetCore;

/// <summary>The log messages of the bearer scheme. The framework itself logs for each request whether and why it was refused.</summary>
internal static partial class BearerLog
{
    [LoggerMessage(40, LogLevel.Debug, "Scheme '{Scheme}' fetched {Count} signing keys.", EventName = "KeysFetched")]
    public static partial void KeysFetched(ILogger logger, string scheme, int count);

    public static void KeysUnavailable(ILogger logger, string scheme, HttpStatusCode? statusCode, string? requestId, Exception exception) =>
        KeysUnavailable(logger, scheme, statusCode, requestId, LogDetails.OfAnswer(statusCode, workOsCode: null, requestId), exception);

    [LoggerMessage(41, LogLevel.Error, "Scheme '{Scheme}' cannot fetch the keys that access tokens are verified with.{Details} Keys that were fetched before stay in use as long as KeyOutageTolerance allows. Without keys, requests with a token are answered with 503. If this persists, check ClientId and BaseAddress, or AuthKitDomain.", EventName = "KeysUnavailable")]
    private static partial void KeysUnavailable(ILogger logger, string scheme, HttpStatusCode? StatusCode, string? RequestId, string details, Exception exception);

    [LoggerMessage(42, LogLevel.Error, "Scheme '{Scheme}' received a key set without an RSA key of at least 2048 bits for RS256. Keys that were fetched before stay in use as long as KeyOutageTolerance allows. Without keys, requests with a token are answered with 503. Check BaseAddress.", EventName = "KeySetUnusable")]
    public static partial void KeySetUnusable(ILogger logger, string scheme);

    [LoggerMessage(43, LogLevel.Warning, "Scheme '{Scheme}' uses signing keys that are {Age} old, because it cannot fetch newer ones. Tokens that are signed with a key that WorkOS has withdrawn since then are still accepted. The keys are used for up to {Tolerance} after their first hour (KeyOutageTolerance).", EventName = "OldKeysInUse")]
    public static partial void OldKeysInUse(ILogger logger, string scheme, TimeSpan age, TimeSpan tolerance);

    [LoggerMessage(44, LogLevel.Error, "Scheme '{Scheme}' answers requests with a token with 503, because its signing keys are {Age} old, which is more than KeyOutageTolerance allows, and it cannot fetch newer ones.", EventName = "KeysTooOld")]
    public static partial void KeysTooOld(ILogger logger, string scheme, TimeSpan age);

    [LoggerMessage(45, LogLevel.Information, "Scheme '{Scheme}' accepts users' tokens for: {Audiences}. A resource must be registered in WorkOS's dashboard (Connect, Configuration) in exactly these characters; a slash at the end counts.", EventName = "AudiencesExpected")]
    public static partial void AudiencesExpected(ILogger logger, string scheme, string audiences);
}
