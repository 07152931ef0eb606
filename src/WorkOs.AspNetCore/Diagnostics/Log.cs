using System.Net;

// Values that may be missing are logged by parameter name, in the casing used here. The message contains them as Details, which omits missing ones.
#pragma warning disable SYSLIB1015

namespace WorkOs.AspNetCore;

/// <summary>
/// The log messages of the package. A message contains scheme, failure code, HTTP status, WorkOS's error code and request id, and
/// ids of organizations and connections; never a secret, code, token, state, e-mail address or response body.
/// </summary>
/// <remarks>
/// All messages are in one class, because the source generator of .NET 10 writes several classes in random order, and builds of the same commit would
/// differ (https://github.com/dotnet/runtime/issues/119587).
/// </remarks>
internal static partial class Log
{
    public static void SignInFailed(this ILogger logger, string scheme, string code, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        SignInFailed(logger, scheme, code, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(1, LogLevel.Warning, "Sign-in with scheme '{Scheme}' failed: {Code}.{Details} See docs/troubleshooting.md#{Code} in the package WorkOs.AspNetCore.", EventName = "SignInFailed")]
    private static partial void SignInFailed(ILogger logger, string scheme, string code, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);

    public static void SignInBroken(this ILogger logger, string scheme, string code, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description, Exception? exception) =>
        SignInBroken(logger, scheme, code, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description), exception);

    [LoggerMessage(2, LogLevel.Error, "Sign-in with scheme '{Scheme}' failed, action required: {Code}.{Details} See docs/troubleshooting.md#{Code} in the package WorkOs.AspNetCore.", EventName = "SignInBroken")]
    private static partial void SignInBroken(ILogger logger, string scheme, string code, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details, Exception? exception);

    [LoggerMessage(3, LogLevel.Information, "Sign-in with scheme '{Scheme}' is restarted: {Reason}.", EventName = "SignInRestarted")]
    public static partial void SignInRestarted(this ILogger logger, string scheme, string reason);

    [LoggerMessage(4, LogLevel.Information, "A browser that already has a session of scheme '{Scheme}' called its callback again and is redirected to the return URL.", EventName = "CallbackSkipped")]
    public static partial void CallbackSkipped(this ILogger logger, string scheme);

    [LoggerMessage(5, LogLevel.Warning, "Scheme '{Scheme}' replaced a return URL that is neither local nor of an allowed origin with the root of the app. If the origin is yours, add it to AllowedReturnOrigins.", EventName = "ReturnUrlRefused")]
    public static partial void ReturnUrlRefused(this ILogger logger, string scheme);

    [LoggerMessage(6, LogLevel.Debug, "The browser closed the connection during a sign-in with scheme '{Scheme}'.", EventName = "BrowserGone")]
    public static partial void BrowserGone(this ILogger logger, string scheme);

    [LoggerMessage(7, LogLevel.Debug, "Scheme '{Scheme}' answered a challenge with 401, because the request is not a browser navigation.", EventName = "ChallengeNotNavigation")]
    public static partial void ChallengeNotNavigation(this ILogger logger, string scheme);

    public static void SignedIn(this ILogger logger, string scheme, string? organizationId, string? connectionId) =>
        SignedIn(logger, scheme, organizationId, connectionId, LogDetails.OfSelector(organizationId, connectionId));

    [LoggerMessage(8, LogLevel.Debug, "Scheme '{Scheme}' signed a user in.{Details}", EventName = "SignedIn")]
    private static partial void SignedIn(ILogger logger, string scheme, string? OrganizationId, string? ConnectionId, string details);

    [LoggerMessage(9, LogLevel.Warning, "A request over http has an X-Forwarded-Proto header that the app does not process, so that scheme '{Scheme}' sends WorkOS an http redirect URI. Call UseForwardedHeaders() with your proxy before UseAuthentication(), or set PublicOrigin. See docs/troubleshooting.md#behind-a-proxy in the package WorkOs.AspNetCore.", EventName = "ForwardedHeadersUnused")]
    public static partial void ForwardedHeadersUnused(this ILogger logger, string scheme);

    public static void SingleLogoutFailed(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        SingleLogoutFailed(logger, scheme, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(10, LogLevel.Warning, "Sign-out with scheme '{Scheme}' ended only the local session: WorkOS returned no URL that ends the session at the identity provider.{Details} See docs/troubleshooting.md#single-logout in the package WorkOs.AspNetCore.", EventName = "SingleLogoutFailed")]
    private static partial void SingleLogoutFailed(ILogger logger, string scheme, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);

    [LoggerMessage(11, LogLevel.Warning, "A request to scheme '{Scheme}' was refused: {Code}. See docs/troubleshooting.md#{Code} in the package WorkOs.AspNetCore.", EventName = "RequestRefused")]
    public static partial void RequestRefused(this ILogger logger, string scheme, string code);

    [LoggerMessage(12, LogLevel.Warning, "The page at ErrorPath of scheme '{Scheme}' requires an authenticated user, which would cause a redirect loop. The built-in page was shown instead. Allow anonymous access to the page. See docs/troubleshooting.md#an-error-page-that-requires-an-authenticated-user in the package WorkOs.AspNetCore.", EventName = "ErrorPageClosed")]
    public static partial void ErrorPageClosed(this ILogger logger, string scheme);

    [LoggerMessage(13, LogLevel.Debug, "Scheme '{Scheme}' answered a challenge with 401, because it is disabled (Enabled is false) and has no SignInPath.", EventName = "ChallengeDisabled")]
    public static partial void ChallengeDisabled(this ILogger logger, string scheme);

    [LoggerMessage(16, LogLevel.Information, "A request from outside asked scheme '{Scheme}' to sign in a user who is already signed in. No sign-in was started, and the browser is redirected to the return URL. See docs/troubleshooting.md#signed-in-already in the package WorkOs.AspNetCore.", EventName = "SessionKept")]
    public static partial void SessionKept(this ILogger logger, string scheme);

    [LoggerMessage(17, LogLevel.Information, "A request from outside asked scheme '{Scheme}' for another account than the one that is signed in. The user is asked to confirm. See docs/troubleshooting.md#signed-in-already in the package WorkOs.AspNetCore.", EventName = "AccountSwitchAsked")]
    public static partial void AccountSwitchAsked(this ILogger logger, string scheme);

    [LoggerMessage(14, LogLevel.Warning, "More organizations list a domain than scheme '{Scheme}' reads, so that the owner of the domain cannot be determined. Map the domain in the Domains option. See docs/troubleshooting.md#organization_lookup_failed in the package WorkOs.AspNetCore.", EventName = "OrganizationsUnread")]
    public static partial void OrganizationsUnread(this ILogger logger, string scheme);

    public static void RefreshPostponed(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        RefreshPostponed(logger, scheme, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(20, LogLevel.Warning, "A session of scheme '{Scheme}' could not be refreshed. It stays signed in while its access token is valid, and the refresh is tried again.{Details} See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "RefreshPostponed")]
    private static partial void RefreshPostponed(ILogger logger, string scheme, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);

    [LoggerMessage(21, LogLevel.Error, "Refreshing a session of scheme '{Scheme}' threw an exception. The session stays signed in while its access token is valid. Check the session store first.", EventName = "RefreshBroken")]
    public static partial void RefreshBroken(this ILogger logger, string scheme, Exception exception);

    public static void SessionExpired(this ILogger logger, string scheme, string code, HttpStatusCode? statusCode, string? workOsCode, string? requestId) =>
        SessionExpired(logger, scheme, code, statusCode, workOsCode, requestId, LogDetails.OfAnswer(statusCode, workOsCode, requestId));

    [LoggerMessage(22, LogLevel.Information, "A session of scheme '{Scheme}' has ended: {Code}.{Details} See docs/troubleshooting.md#{Code} in the package WorkOs.AspNetCore.", EventName = "SessionExpired")]
    private static partial void SessionExpired(ILogger logger, string scheme, string code, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string details);

    [LoggerMessage(23, LogLevel.Warning, "WorkOS answered the switch of a session of scheme '{Scheme}' to organization {OrganizationId} with a token of another organization.", EventName = "OrganizationSwitchIgnored")]
    public static partial void OrganizationSwitchIgnored(this ILogger logger, string scheme, string organizationId);

    [LoggerMessage(24, LogLevel.Warning, "A stored session cannot be decrypted, because it was protected with a Data Protection key that this machine does not have. Share the key ring between machines. See docs/troubleshooting.md#several-machines in the package WorkOs.AspNetCore.", EventName = "StoredSessionUnreadable")]
    public static partial void StoredSessionUnreadable(this ILogger logger);

    [LoggerMessage(25, LogLevel.Error, "The distributed cache could not be asked which sessions have ended. Until it answers, a session ends only when WorkOS refuses to refresh it.", EventName = "EndedSessionsUnavailable")]
    public static partial void EndedSessionsUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(27, LogLevel.Error, "The session store could not be read, and the request is unauthenticated. See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "SessionStoreUnavailable")]
    public static partial void SessionStoreUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(28, LogLevel.Error, "A refreshed session of scheme '{Scheme}' could not be stored. It is kept in memory, and each request of the session tries again to store it. See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "RefreshNotStored")]
    public static partial void RefreshNotStored(this ILogger logger, string scheme, Exception exception);

    [LoggerMessage(29, LogLevel.Error, "OnRefreshingSession or a claim action of scheme '{Scheme}' threw an exception. The session keeps its claims, or has ended if it was being switched to another organization.", EventName = "RefreshingSessionThrew")]
    public static partial void RefreshingSessionThrew(this ILogger logger, string scheme, Exception exception);

    [LoggerMessage(34, LogLevel.Error, "A user signed in with cookie scheme '{CookieScheme}', but the stored session that the browser had before could not be removed. It stays valid until it expires. See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "FormerSessionNotRemoved")]
    public static partial void FormerSessionNotRemoved(this ILogger logger, string cookieScheme, Exception exception);

    [LoggerMessage(39, LogLevel.Error, "A stored session of cookie scheme '{CookieScheme}' could not be renewed when a response started. It stays as it is, and one of its next requests renews it. See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "SessionNotRenewed")]
    public static partial void SessionNotRenewed(this ILogger logger, string cookieScheme, Exception exception);

    [LoggerMessage(30, LogLevel.Warning, "A webhook for scheme '{Scheme}' was refused, because its signature, its timestamp or its body is invalid. If WorkOS sent it, check WebhookSecrets and the clock of this machine. See docs/troubleshooting.md#webhooks in the package WorkOs.AspNetCore.", EventName = "WebhookRefused")]
    public static partial void WebhookRefused(this ILogger logger, string scheme);

    [LoggerMessage(31, LogLevel.Debug, "A webhook for scheme '{Scheme}' was accepted: {EventName}.", EventName = "WebhookApplied")]
    public static partial void WebhookApplied(this ILogger logger, string scheme, string eventName);

    [LoggerMessage(35, LogLevel.Error, "The distributed cache did not store a sign-out in time. A copy of the session's cookie stays valid until WorkOS refuses to refresh it. See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "SignOutNotRemembered")]
    public static partial void SignOutNotRemembered(this ILogger logger, Exception exception);

    public static void SessionNotRevoked(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        SessionNotRevoked(logger, scheme, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(36, LogLevel.Warning, "A session of scheme '{Scheme}' was signed out, but the server could not revoke it at WorkOS. Usually the browser ends it there.{Details} See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "SessionNotRevoked")]
    private static partial void SessionNotRevoked(ILogger logger, string scheme, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);

    public static void SessionOverAtWorkOs(this ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId) =>
        SessionOverAtWorkOs(logger, scheme, statusCode, workOsCode, requestId, LogDetails.OfAnswer(statusCode, workOsCode, requestId));

    [LoggerMessage(37, LogLevel.Debug, "A session of scheme '{Scheme}' was signed out, and had already ended at WorkOS.{Details}", EventName = "SessionOverAtWorkOs")]
    private static partial void SessionOverAtWorkOs(ILogger logger, string scheme, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string details);

    [LoggerMessage(38, LogLevel.Information, "OnRefreshingSession of scheme '{Scheme}' ended a session: {Reason}", EventName = "SessionRefusedByApp")]
    public static partial void SessionRefusedByApp(this ILogger logger, string scheme, string? reason);

    [LoggerMessage(26, LogLevel.Warning, "The tokens of scheme '{Scheme}' are not kept, so that a session ends when its access token expires, after a few minutes. Call AddWorkOsDistributedSessions() to keep them on the server, or set SaveTokens to keep them in the cookie. See docs/troubleshooting.md#session_expired in the package WorkOs.AspNetCore.", EventName = "TokensNotKept")]
    public static partial void TokensNotKept(this ILogger logger, string scheme);

    [LoggerMessage(46, LogLevel.Information, "A user who signed in with scheme '{Scheme}' was redirected to the Admin Portal. Organization {OrganizationId}, intent {Intent}.", EventName = "AdminPortalOpened")]
    public static partial void AdminPortalOpened(ILogger logger, string scheme, string organizationId, string intent);

    public static void AdminPortalFailed(ILogger logger, string scheme, string code, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        AdminPortalFailed(logger, scheme, code, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(47, LogLevel.Error, "Scheme '{Scheme}' got no link to the Admin Portal: {Code}.{Details} See docs/troubleshooting.md#{Code} in the package WorkOs.AspNetCore.", EventName = "AdminPortalFailed")]
    private static partial void AdminPortalFailed(ILogger logger, string scheme, string code, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);

    [LoggerMessage(50, LogLevel.Warning, "Scheme '{Scheme}' uses '{Host}' as WorkOS, outside of the Development environment. The process that listens there decides who is signed in. Remove BaseAddress from the configuration of the scheme, or set it to the https address of WorkOS or of your authentication domain. See docs/troubleshooting.md#a-base-address-on-this-machine in the package WorkOs.AspNetCore.", EventName = "BaseAddressIsLocal")]
    public static partial void BaseAddressIsLocal(this ILogger logger, string scheme, string host);

    [LoggerMessage(51, LogLevel.Warning, "Scheme '{Scheme}' keeps refresh tokens in cookies, and remembers in the memory of this process which of them were sent. After a restart, and on another machine, a session ends when its access token expires, after a few minutes. Call AddWorkOsDistributedSessions(), and register an IDistributedCache that all machines share. See docs/troubleshooting.md#session_expired in the package WorkOs.AspNetCore.", EventName = "SentTokensInMemory")]
    public static partial void SentTokensInMemory(this ILogger logger, string scheme);

    [LoggerMessage(52, LogLevel.Warning, "Scheme '{Scheme}': {Text}. See {Kind} in docs/troubleshooting.md#mistakes-in-the-set-up in the package WorkOs.AspNetCore.", EventName = "SetUpMistake")]
    public static partial void SetUpMistake(ILogger logger, string scheme, string text, string kind);

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

    [LoggerMessage(63, LogLevel.Error, "Scheme '{Scheme}' received the app's own WorkOS API key in a request, action required: the key is known outside of the app. Rotate it in the WorkOS dashboard. The request was refused.", EventName = "ServerKeyReceived")]
    public static partial void ServerKeyReceived(ILogger logger, string scheme);

    [LoggerMessage(64, LogLevel.Debug, "Scheme '{Scheme}' forgets API key {ApiKeyId}, because it was revoked.", EventName = "ApiKeyForgotten")]
    public static partial void ApiKeyForgotten(ILogger logger, string scheme, string apiKeyId);

    [LoggerMessage(70, LogLevel.Debug, "HTTP client '{Client}' received a machine token, which it uses until {UsedUntil:o}.", EventName = "MachineTokenReceived")]
    public static partial void MachineTokenReceived(ILogger logger, string client, DateTimeOffset usedUntil);

    public static void MachineTokenUnavailable(ILogger logger, string client, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        MachineTokenUnavailable(logger, client, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(71, LogLevel.Error, "HTTP client '{Client}' has no machine token, and its calls are not made.{Details} Check AuthKitDomain, ClientId, ClientSecret, Scope and Resource.", EventName = "MachineTokenUnavailable")]
    private static partial void MachineTokenUnavailable(ILogger logger, string client, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);

    [LoggerMessage(80, LogLevel.Debug, "Scheme '{Scheme}' read the OpenID Connect metadata of its AuthKit domain.", EventName = "MetadataRead")]
    public static partial void MetadataRead(ILogger logger, string scheme);

    public static void MetadataUnavailable(ILogger logger, string scheme, string problem, bool isInUse)
    {
        if (isInUse)
        {
            MetadataKept(logger, scheme, problem);
        }
        else
        {
            MetadataUnavailable(logger, scheme, problem);
        }
    }

    [LoggerMessage(81, LogLevel.Warning, "Scheme '{Scheme}' cannot renew the OpenID Connect metadata of its AuthKit domain. {Problem} The metadata that was read before stays in use for 24 hours. See docs/troubleshooting.md#discovery_unavailable in the package WorkOs.AspNetCore.", EventName = "MetadataKept")]
    private static partial void MetadataKept(ILogger logger, string scheme, string problem);

    [LoggerMessage(82, LogLevel.Error, "Scheme '{Scheme}' has no OpenID Connect metadata of its AuthKit domain. {Problem} See docs/troubleshooting.md#discovery_unavailable in the package WorkOs.AspNetCore.", EventName = "MetadataUnavailable")]
    private static partial void MetadataUnavailable(ILogger logger, string scheme, string problem);

    [LoggerMessage(83, LogLevel.Error, "Scheme '{Scheme}' cannot fetch the keys of its AuthKit domain that tokens are verified with.{Details} Keys that were fetched before stay in use for a day. See docs/troubleshooting.md#discovery_unavailable in the package WorkOs.AspNetCore.", EventName = "DomainKeysUnavailable")]
    public static partial void DomainKeysUnavailable(ILogger logger, string scheme, string details);

    public static void RefreshTokenNotRevoked(ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        RefreshTokenNotRevoked(logger, scheme, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(85, LogLevel.Warning, "Scheme '{Scheme}' could not revoke the refresh token of a session that was signed out or refused. Nothing of this app uses it; it stays valid at WorkOS until it expires.{Details}", EventName = "RefreshTokenNotRevoked")]
    private static partial void RefreshTokenNotRevoked(ILogger logger, string scheme, string details);

    [LoggerMessage(84, LogLevel.Warning, "Scheme '{Scheme}' refreshed a session without the userinfo endpoint, which failed with {Failure} (status {Status}): the claims of the id_token are used instead.", EventName = "UserInfoUnavailable")]
    public static partial void UserInfoUnavailable(ILogger logger, string scheme, string failure, HttpStatusCode? status);

    [LoggerMessage(90, LogLevel.Information, "The session of a circuit, of cookie scheme '{CookieScheme}', has ended: its components see an unauthenticated user.", EventName = "CircuitSessionEnded")]
    public static partial void CircuitSessionEnded(ILogger logger, string cookieScheme);

    [LoggerMessage(91, LogLevel.Warning, "The session of a circuit, of cookie scheme '{CookieScheme}', could not be checked. It stays as it was until its access token expires. Check the distributed cache first. See docs/troubleshooting.md#sessions-during-an-outage in the package WorkOs.AspNetCore.", EventName = "CircuitSessionUnchecked")]
    public static partial void CircuitSessionUnchecked(ILogger logger, string cookieScheme, Exception exception);

    [LoggerMessage(92, LogLevel.Warning, "A component asked for the access token of its user, which has expired. The session is in the cookie of scheme '{CookieScheme}', which a circuit cannot renew: store sessions on the server with AddWorkOsDistributedSessions(). See docs/blazor.md in the package WorkOs.AspNetCore.", EventName = "CircuitTokenInCookie")]
    public static partial void CircuitTokenInCookie(ILogger logger, string cookieScheme);

    [LoggerMessage(93, LogLevel.Error, "The session of a circuit, of cookie scheme '{CookieScheme}', could not be followed, because a claims transformation or a component threw an exception. The circuit counts it as ended.", EventName = "CircuitSessionBroken")]
    public static partial void CircuitSessionBroken(ILogger logger, string cookieScheme, Exception exception);
}
