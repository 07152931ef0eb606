using System.Net;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>What the bearer scheme logs beside the framework, which says for each request whether and why it was refused.</summary>
internal static partial class BearerLog
{
    [LoggerMessage(40, LogLevel.Debug, "Scheme '{Scheme}' fetched {Count} signing keys.", EventName = "KeysFetched")]
    public static partial void KeysFetched(ILogger logger, string scheme, int count);

    [LoggerMessage(41, LogLevel.Error, "Scheme '{Scheme}' cannot fetch the keys that access tokens are verified with. Keys fetched before stay in use for as long as KeyOutageTolerance says; without any, requests with a token are answered with 503. Check ClientId and BaseAddress if this persists. Status {StatusCode}, request {RequestId}.", EventName = "KeysUnavailable")]
    public static partial void KeysUnavailable(ILogger logger, string scheme, HttpStatusCode? statusCode, string? requestId, Exception exception);

    [LoggerMessage(42, LogLevel.Error, "Scheme '{Scheme}' was sent a key set with no RSA key of 2048 bits or more for RS256. Keys fetched before stay in use for as long as KeyOutageTolerance says; without any, requests with a token are answered with 503. Check BaseAddress.", EventName = "KeySetUnusable")]
    public static partial void KeySetUnusable(ILogger logger, string scheme);

    [LoggerMessage(43, LogLevel.Warning, "Scheme '{Scheme}' goes on with signing keys that are {Age} old, because it cannot fetch others. A key that WorkOS has withdrawn meanwhile is still believed. They are used for {Tolerance} beyond their first hour (KeyOutageTolerance).", EventName = "OldKeysInUse")]
    public static partial void OldKeysInUse(ILogger logger, string scheme, TimeSpan age, TimeSpan tolerance);

    [LoggerMessage(44, LogLevel.Error, "Scheme '{Scheme}' answers requests with a token with 503: its signing keys are {Age} old, which is more than KeyOutageTolerance allows, and it cannot fetch others.", EventName = "KeysTooOld")]
    public static partial void KeysTooOld(ILogger logger, string scheme, TimeSpan age);
}
