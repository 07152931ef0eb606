namespace WorkOs.AspNetCore;

/// <summary>
/// The codes of all failures of a sign-in. They are stable. The app's error page receives the code as <c>?error=</c>;
/// <c>docs/troubleshooting.md</c> in the package describes the cause and the fix of each. Codes that WorkOS adds
/// in the future are passed on unchanged.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/sso/get-authorization-url/error-codes"/> for WorkOS's own.</remarks>
public static class WorkOsFailureCodes
{
    /// <summary>The callback carries neither state, nor code, nor error: a bookmark, a bot, or a typed address.</summary>
    public const string StateMissing = "state_missing";

    /// <summary>The state cannot be read: it was changed, or protected with keys that this machine does not have.</summary>
    public const string StateInvalid = "state_invalid";

    /// <summary>The sign-in took longer than <c>RemoteAuthenticationTimeout</c>, twice in a row.</summary>
    public const string StateExpired = "state_expired";

    /// <summary>The browser did not send the correlation cookie, twice in a row.</summary>
    public const string CorrelationFailed = "correlation_failed";

    /// <summary>The callback has a valid state but neither code nor error.</summary>
    public const string CodeMissing = "code_missing";

    /// <summary>A request reached an endpoint with a method that it does not support.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The sign-in was started at the identity provider, and the app does not accept that.</summary>
    public const string IdpInitiated = "idp_initiated";

    /// <summary>No organization has the domain of the e-mail address.</summary>
    public const string OrganizationNotFound = "organization_not_found";

    /// <summary>The organization of the domain or, with AuthKit, of the connection could not be looked up at WorkOS.</summary>
    public const string OrganizationLookupFailed = "organization_lookup_failed";

    /// <summary>
    /// The profile belongs to another organization than the requested one, or a request parameter names another organization than that of the options.
    /// </summary>
    public const string OrganizationMismatch = "organization_mismatch";

    /// <summary>The profile came through another connection than the requested one or, with AuthKit, cannot have come through it.</summary>
    public const string ConnectionMismatch = "connection_mismatch";

    /// <summary>The profile came from another provider than the requested one.</summary>
    public const string ProviderMismatch = "provider_mismatch";

    /// <summary>WorkOS refused the code, the client id or the API key.</summary>
    public const string TokenExchangeRejected = "token_exchange_rejected";

    /// <summary>WorkOS could not be reached for the code exchange, or responded that the exchange should be retried later.</summary>
    public const string TokenExchangeUnavailable = "token_exchange_unavailable";

    /// <summary>The response to the code exchange is not a token response.</summary>
    public const string TokenResponseInvalid = "token_response_invalid";

    /// <summary>Connect: the metadata or the keys of the AuthKit domain could not be fetched.</summary>
    public const string DiscoveryUnavailable = "discovery_unavailable";

    /// <summary>Connect: the metadata of the AuthKit domain is not that of the domain in the options, or cannot be used.</summary>
    public const string DiscoveryInvalid = "discovery_invalid";

    /// <summary>
    /// Connect: the callback names another issuer than the AuthKit domain, or none although the metadata of the domain declares that it does.
    /// </summary>
    public const string IssuerMismatch = "issuer_mismatch";

    /// <summary>Connect: the id_token or the access token is not genuine, is not current, or is not for this application and this sign-in.</summary>
    public const string TokenInvalid = "token_invalid";

    /// <summary>WorkOS sent no profile, or one without an id.</summary>
    public const string ProfileMissing = "profile_missing";

    /// <summary>The session at WorkOS has ended.</summary>
    public const string SessionExpired = "session_expired";

    /// <summary>The shared cache could not be read, so the user may be signed in. The session stays, and the request is answered with 503.</summary>
    public const string SessionStoreUnavailable = "session_store_unavailable";

    /// <summary>AuthKit: the user belongs to several organizations and must select one.</summary>
    public const string OrganizationSelectionRequired = "organization_selection_required";

    /// <summary>AuthKit: WorkOS refused to move the session to another organization.</summary>
    public const string OrganizationSwitchRejected = "organization_switch_rejected";

    /// <summary>The sessions of the user could not be listed or revoked at WorkOS, which refused or could not be reached.</summary>
    public const string SessionsUnavailable = "sessions_unavailable";

    /// <summary>A user who is not signed in to an organization with single sign-on or AuthKit requested the Admin Portal.</summary>
    public const string AdminPortalOrganizationMissing = "admin_portal_organization_missing";

    /// <summary>WorkOS refused to create a link to the Admin Portal, because of the API key, the organization or the intent.</summary>
    public const string AdminPortalRejected = "admin_portal_rejected";

    /// <summary>The link to the Admin Portal could not be created: WorkOS could not be reached, or its response could not be used.</summary>
    public const string AdminPortalUnavailable = "admin_portal_unavailable";

    /// <summary>An event handler of the app rejected the user.</summary>
    public const string SignInRejected = "sign_in_rejected";

    /// <summary>Code of the app, or something it depends on, threw an exception during the sign-in.</summary>
    public const string SignInFailed = "sign_in_failed";

    /// <summary>An authenticated user is not authorized for the request.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>A form was posted with an antiforgery token that is missing, foreign or stale.</summary>
    public const string AntiforgeryFailed = "antiforgery_failed";

    /// <summary>WorkOS: the identity provider denied access, or the user declined.</summary>
    public const string AccessDenied = "access_denied";

    /// <summary>WorkOS: the user declined on the consent page of WorkOS.</summary>
    public const string SignInConsentDenied = "signin_consent_denied";

    /// <summary>WorkOS: the organization has several connections; specify one.</summary>
    public const string AmbiguousConnectionSelector = "ambiguous_connection_selector";

    /// <summary>WorkOS: no connection has the domain.</summary>
    public const string ConnectionDomainInvalid = "connection_domain_invalid";

    /// <summary>WorkOS: no connection has the id.</summary>
    public const string ConnectionInvalid = "connection_invalid";

    /// <summary>WorkOS: the provider has several strategies in the environment.</summary>
    public const string ConnectionStrategyInvalid = "connection_strategy_invalid";

    /// <summary>WorkOS: the connection is not linked.</summary>
    public const string ConnectionUnlinked = "connection_unlinked";

    /// <summary>WorkOS: a domain is no longer a selector.</summary>
    public const string DomainConnectionSelectorNotAllowed = "domain_connection_selector_not_allowed";

    /// <summary>WorkOS: sign-in from the identity provider is switched off on the connection.</summary>
    public const string IdpInitiatedSsoDisabled = "idp_initiated_sso_disabled";

    /// <summary>No organization, connection or provider was specified, or one that is not valid.</summary>
    public const string InvalidConnectionSelector = "invalid_connection_selector";

    /// <summary>WorkOS: no organization has the id, or it has no connection.</summary>
    public const string OrganizationInvalid = "organization_invalid";

    /// <summary>WorkOS: the OAuth request to the provider failed.</summary>
    public const string OAuthFailed = "oauth_failed";

    /// <summary>WorkOS: the e-mail of the profile is outside the domains of the organization.</summary>
    public const string ProfileNotAllowedOutsideOrganization = "profile_not_allowed_outside_organization";

    /// <summary>WorkOS: another error occurred; the dashboard's sessions tab has the details.</summary>
    public const string ServerError = "server_error";
}
