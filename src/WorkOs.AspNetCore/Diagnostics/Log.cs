using System.Net;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <summary>
/// Every line that the package logs. A line carries scheme, failure code, status, WorkOS's code and request id, and ids
/// of organizations and connections; never a secret, code, token, state, e-mail or response body.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Sign-in with scheme '{Scheme}' failed: {Code}. Status {StatusCode}, WorkOS code {WorkOsCode}, request {RequestId}. {Description} See docs/troubleshooting.md#{Code}.", EventName = "SignInFailed")]
    public static partial void SignInFailed(this ILogger logger, string scheme, string code, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description);

    [LoggerMessage(2, LogLevel.Error, "Sign-in with scheme '{Scheme}' failed and needs an operator: {Code}. Status {StatusCode}, WorkOS code {WorkOsCode}, request {RequestId}. {Description} See docs/troubleshooting.md#{Code}.", EventName = "SignInBroken")]
    public static partial void SignInBroken(this ILogger logger, string scheme, string code, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description, Exception? exception);

    [LoggerMessage(3, LogLevel.Information, "Sign-in with scheme '{Scheme}' starts again: {Reason}.", EventName = "SignInRestarted")]
    public static partial void SignInRestarted(this ILogger logger, string scheme, string reason);

    [LoggerMessage(4, LogLevel.Information, "A browser that already holds a session of scheme '{Scheme}' came back to its callback and goes on to the return URL.", EventName = "CallbackSkipped")]
    public static partial void CallbackSkipped(this ILogger logger, string scheme);

    [LoggerMessage(5, LogLevel.Warning, "A return URL that is neither local nor of an allowed origin was replaced by the root of the app, in scheme '{Scheme}'. Allow the origin in AllowedReturnOrigins if it is yours.", EventName = "ReturnUrlRefused")]
    public static partial void ReturnUrlRefused(this ILogger logger, string scheme);

    [LoggerMessage(6, LogLevel.Debug, "The browser went away while scheme '{Scheme}' was signing it in.", EventName = "BrowserGone")]
    public static partial void BrowserGone(this ILogger logger, string scheme);

    [LoggerMessage(7, LogLevel.Debug, "Scheme '{Scheme}' answered a challenge with 401: the request is not a person's navigation.", EventName = "ChallengeNotNavigation")]
    public static partial void ChallengeNotNavigation(this ILogger logger, string scheme);

    [LoggerMessage(8, LogLevel.Debug, "Scheme '{Scheme}' signed a person in. Organization {OrganizationId}, connection {ConnectionId}.", EventName = "SignedIn")]
    public static partial void SignedIn(this ILogger logger, string scheme, string? organizationId, string? connectionId);

    [LoggerMessage(9, LogLevel.Warning, "A request came over http with X-Forwarded-Proto present, and nothing in the app uses that header, so that scheme '{Scheme}' sends WorkOS an http redirect URI. Add UseForwardedHeaders() with your proxy before UseAuthentication(), or set PublicOrigin. See docs/troubleshooting.md#behind-a-proxy.", EventName = "ForwardedHeadersUnused")]
    public static partial void ForwardedHeadersUnused(this ILogger logger, string scheme);

    [LoggerMessage(10, LogLevel.Warning, "Sign-out with scheme '{Scheme}' ended the local session only: WorkOS did not say where to end the one at the identity provider. Status {StatusCode}, WorkOS code {WorkOsCode}, request {RequestId}. {Description} See docs/troubleshooting.md#single-logout.", EventName = "SingleLogoutFailed")]
    public static partial void SingleLogoutFailed(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description);

    [LoggerMessage(11, LogLevel.Warning, "A request to scheme '{Scheme}' was refused: {Code}. See docs/troubleshooting.md#{Code}.", EventName = "RequestRefused")]
    public static partial void RequestRefused(this ILogger logger, string scheme, string code);

    [LoggerMessage(12, LogLevel.Warning, "The page at ErrorPath of scheme '{Scheme}' wants a signed-in person, who would be sent round in circles; the built-in page was shown instead. Let anonymous visitors open it. See docs/troubleshooting.md#an-error-page-that-wants-a-person.", EventName = "ErrorPageClosed")]
    public static partial void ErrorPageClosed(this ILogger logger, string scheme);

    [LoggerMessage(13, LogLevel.Debug, "Scheme '{Scheme}' answered a challenge with 401: it is switched off (Enabled is false), and there is no SignInPath to go to.", EventName = "ChallengeDisabled")]
    public static partial void ChallengeDisabled(this ILogger logger, string scheme);

    [LoggerMessage(16, LogLevel.Information, "A request from outside asked scheme '{Scheme}' to sign somebody in who is signed in already: they go on to the return URL, and nothing was started. See docs/troubleshooting.md#signed-in-already.", EventName = "SessionKept")]
    public static partial void SessionKept(this ILogger logger, string scheme);

    [LoggerMessage(17, LogLevel.Information, "A request from outside asked scheme '{Scheme}' for another account than the one that is signed in: the person was asked. See docs/troubleshooting.md#signed-in-already.", EventName = "AccountSwitchAsked")]
    public static partial void AccountSwitchAsked(this ILogger logger, string scheme);

    [LoggerMessage(14, LogLevel.Warning, "More organizations list a domain than scheme '{Scheme}' reads, so that its owner cannot be told. Map it in the Domains option. See docs/troubleshooting.md#organization_lookup_failed.", EventName = "OrganizationsUnread")]
    public static partial void OrganizationsUnread(this ILogger logger, string scheme);

    [LoggerMessage(20, LogLevel.Warning, "A session of scheme '{Scheme}' could not be refreshed just now and goes on while its token lives. Status {StatusCode}, WorkOS code {WorkOsCode}, request {RequestId}. {Description} See docs/troubleshooting.md#sessions-during-an-outage.", EventName = "RefreshPostponed")]
    public static partial void RefreshPostponed(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description);

    [LoggerMessage(21, LogLevel.Error, "Refreshing a session of scheme '{Scheme}' threw; the session goes on while its token lives. The session store is the first place to look.", EventName = "RefreshBroken")]
    public static partial void RefreshBroken(this ILogger logger, string scheme, Exception exception);

    [LoggerMessage(22, LogLevel.Information, "A session of scheme '{Scheme}' has ended: {Code}. Status {StatusCode}, WorkOS code {WorkOsCode}, request {RequestId}. See docs/troubleshooting.md#{Code}.", EventName = "SessionExpired")]
    public static partial void SessionExpired(this ILogger logger, string scheme, string code, HttpStatusCode? statusCode, string? workOsCode, string? requestId);

    [LoggerMessage(23, LogLevel.Warning, "WorkOS answered a switch of scheme '{Scheme}' to organization {OrganizationId} with a token of another organization.", EventName = "OrganizationSwitchIgnored")]
    public static partial void OrganizationSwitchIgnored(this ILogger logger, string scheme, string organizationId);

    [LoggerMessage(24, LogLevel.Warning, "A stored session cannot be read: it was protected with a Data Protection key that this machine does not have. Share the key ring between machines. See docs/troubleshooting.md#several-machines.", EventName = "StoredSessionUnreadable")]
    public static partial void StoredSessionUnreadable(this ILogger logger);

    [LoggerMessage(25, LogLevel.Error, "The distributed cache could not be asked which sessions have been ended; until it answers, a session ends when WorkOS refuses to refresh it.", EventName = "EndedSessionsUnavailable")]
    public static partial void EndedSessionsUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(27, LogLevel.Error, "The session store could not be read, and the request goes on as nobody's. See docs/troubleshooting.md#sessions-during-an-outage.", EventName = "SessionStoreUnavailable")]
    public static partial void SessionStoreUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(28, LogLevel.Error, "A refreshed session of scheme '{Scheme}' could not be stored; it is kept in memory, and storing it is tried again with each of its requests. See docs/troubleshooting.md#sessions-during-an-outage.", EventName = "RefreshNotStored")]
    public static partial void RefreshNotStored(this ILogger logger, string scheme, Exception exception);

    [LoggerMessage(29, LogLevel.Error, "OnRefreshingSession or a claim action of scheme '{Scheme}' threw. The session goes on with the claims it had, or has ended if it was to move to another organization.", EventName = "RefreshingSessionThrew")]
    public static partial void RefreshingSessionThrew(this ILogger logger, string scheme, Exception exception);

    [LoggerMessage(34, LogLevel.Error, "A person signed in with cookie scheme '{CookieScheme}', and the stored session that their browser held before could not be removed: it lives on until it expires. See docs/troubleshooting.md#sessions-during-an-outage.", EventName = "FormerSessionNotRemoved")]
    public static partial void FormerSessionNotRemoved(this ILogger logger, string cookieScheme, Exception exception);

    [LoggerMessage(30, LogLevel.Warning, "A webhook for scheme '{Scheme}' was refused: its signature, its timestamp or its form is not WorkOS's. Check WebhookSecrets and the clock if it should have been. See docs/troubleshooting.md#webhooks.", EventName = "WebhookRefused")]
    public static partial void WebhookRefused(this ILogger logger, string scheme);

    [LoggerMessage(31, LogLevel.Debug, "A webhook for scheme '{Scheme}' was accepted: {EventName}.", EventName = "WebhookApplied")]
    public static partial void WebhookApplied(this ILogger logger, string scheme, string eventName);

    [LoggerMessage(35, LogLevel.Error, "The distributed cache did not take a sign-out in time: a copy of the session's cookie counts until WorkOS refuses to refresh it. See docs/troubleshooting.md#sessions-during-an-outage.", EventName = "SignOutNotRemembered")]
    public static partial void SignOutNotRemembered(this ILogger logger, Exception exception);

    [LoggerMessage(36, LogLevel.Warning, "A session of scheme '{Scheme}' signed out, and the server could not tell WorkOS; the browser usually does. Status {StatusCode}, WorkOS code {WorkOsCode}, request {RequestId}. {Description} See docs/troubleshooting.md#sessions-during-an-outage.", EventName = "SessionNotRevoked")]
    public static partial void SessionNotRevoked(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description);

    [LoggerMessage(37, LogLevel.Debug, "A session of scheme '{Scheme}' signed out, and WorkOS had nothing left to end. Status {StatusCode}, WorkOS code {WorkOsCode}, request {RequestId}.", EventName = "SessionOverAtWorkOs")]
    public static partial void SessionOverAtWorkOs(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId);

    [LoggerMessage(26, LogLevel.Warning, "The tokens of scheme '{Scheme}' are not kept, so that the session ends with its access token, after minutes. Add AddWorkOsDistributedSessions() to keep them on the server, or set SaveTokens to keep them in the cookie. See docs/troubleshooting.md#session_expired.", EventName = "TokensNotKept")]
    public static partial void TokensNotKept(this ILogger logger, string scheme);

    [LoggerMessage(50, LogLevel.Warning, "Scheme '{Scheme}' takes '{Host}' for WorkOS, outside of Development: whoever listens there decides who is signed in. Remove BaseAddress from the configuration of the scheme, or set it to the https address of WorkOS or of your authentication domain. See docs/troubleshooting.md#a-base-address-on-this-machine.", EventName = "BaseAddressIsLocal")]
    public static partial void BaseAddressIsLocal(this ILogger logger, string scheme, string host);
}
