using System.Collections.Frozen;
using static WorkOs.AspNetCore.WorkOsFailureCodes;

namespace WorkOs.AspNetCore;

/// <summary>Every failure code with its status, its sentence, and who must act on it.</summary>
internal static class FailureCatalog
{
    private const string NotASignIn = "That did not work";

    private static readonly Failure Unknown = Operator(502, "The sign-in service reported a problem. Please try again.");

    private static readonly FrozenDictionary<string, Failure> ByCode = new Dictionary<string, Failure>
    {
        [StateMissing] = Person(400, "This page only works as the last step of a sign-in. Please start again."),
        [StateInvalid] = Person(400, "This sign-in could not be verified. Please start again."),
        [StateExpired] = Person(400, "The sign-in took too long. Please try again."),
        [CorrelationFailed] = Person(400, "This browser did not keep the cookie of the sign-in. Please allow cookies for this site and try again."),
        [CodeMissing] = Person(400, "The sign-in came back incomplete. Please try again."),
        [MethodNotAllowed] = Person(405, "This page cannot be used in that way. Please start again.") with { Heading = NotASignIn },
        [WorkOsFailureCodes.IdpInitiated] = Person(403, "Please start the sign-in here instead of at your company's portal."),
        [OrganizationNotFound] = Person(404, "We do not know a company with this e-mail address. Please check it, or ask your administrator to set up single sign-on."),
        [OrganizationLookupFailed] = Operator(503, "We could not look up your company just now. Please try again in a moment."),
        [OrganizationMismatch] = Person(403, "This sign-in is for another company than the one expected here. Please try again with the right account."),
        [ConnectionMismatch] = Person(403, "You came back through another sign-in connection than the one chosen. Please try again."),
        [ProviderMismatch] = Person(403, "You came back from another sign-in provider than the one chosen. Please try again."),
        [TokenExchangeRejected] = Operator(502, "The sign-in service did not accept this sign-in. Please try again."),
        [TokenExchangeUnavailable] = Operator(503, "The sign-in service cannot be reached just now. Please try again in a moment."),
        [TokenResponseInvalid] = Operator(502, "The sign-in service gave an answer we could not understand. Please try again."),
        [DiscoveryUnavailable] = Operator(503, "The sign-in service cannot be reached just now. Please try again in a moment."),
        [DiscoveryInvalid] = Operator(502, "The sign-in service is not set up correctly. Please contact support."),
        [IssuerMismatch] = Person(400, "This sign-in came back from another sign-in service than the one chosen. Please start again."),
        [TokenInvalid] = Operator(502, "The sign-in service gave an answer we could not verify. Please try again."),
        [ProfileMissing] = Operator(502, "The sign-in service did not say who you are. Please try again."),
        [SessionExpired] = Person(401, "Your session has ended. Please sign in again.") with { Heading = "You are signed out" },
        [SessionStoreUnavailable] = Operator(503, "We could not read your session just now. Please try again in a moment.") with { Heading = NotASignIn },
        [OrganizationSelectionRequired] = Person(400, "You belong to several organizations. Please choose one to sign in to."),
        [OrganizationSwitchRejected] = Person(403, "You could not be moved to that organization. Please sign in to it instead.") with { Heading = NotASignIn },
        [SessionsUnavailable] = Operator(503, "We could not reach the list of your sessions just now. Please try again in a moment.") with { Heading = NotASignIn },
        [AdminPortalOrganizationMissing] = Person(403, "You are not signed in to a company that could be set up here. Please sign in to your company first.") with { Heading = NotASignIn },
        [AdminPortalRejected] = Operator(502, "The settings of your company could not be opened. Please contact support.") with { Heading = NotASignIn },
        [AdminPortalUnavailable] = Operator(503, "The settings of your company cannot be opened just now. Please try again in a moment.") with { Heading = NotASignIn },
        [SignInRejected] = Person(403, "You may not sign in to this site with this account."),
        [SignInFailed] = Operator(503, "We could not complete your sign-in. Please try again in a moment."),
        [Forbidden] = Person(403, "You are signed in, but you do not have access.") with { Heading = "You may not open this page" },
        [AntiforgeryFailed] = Person(400, "This form is no longer valid. Please go back, reload the page and try again.") with { Heading = NotASignIn },
        [AccessDenied] = Person(403, "Your company's sign-in page denied access, or you declined. You can try again."),
        [SignInConsentDenied] = Person(403, "You declined the sign-in. You can try again."),
        [AmbiguousConnectionSelector] = Person(400, "Your company has several ways to sign in, and we could not tell which one to use. Please contact support."),
        [ConnectionDomainInvalid] = Person(400, "No sign-in connection is set up for your company. Please contact support."),
        [ConnectionInvalid] = Person(400, "The sign-in connection does not exist. Please contact support."),
        [ConnectionStrategyInvalid] = Person(400, "The sign-in connection is not set up completely. Please contact support."),
        [ConnectionUnlinked] = Person(400, "Your company's sign-in connection is not linked. Please contact your administrator."),
        [DomainConnectionSelectorNotAllowed] = Person(400, "Sign-in by e-mail domain is not available. Please contact support."),
        [IdpInitiatedSsoDisabled] = Person(403, "Please start the sign-in here instead of at your company's portal."),
        [InvalidConnectionSelector] = Operator(400, "We could not tell which company to sign you in to. Please start from the sign-in page."),
        [OrganizationInvalid] = Person(400, "Your company is not set up for single sign-on. Please contact support."),
        [OAuthFailed] = Person(502, "The sign-in provider reported a problem. Please try again."),
        [ProfileNotAllowedOutsideOrganization] = Person(403, "Your e-mail address does not belong to the company's domains. Please sign in with your work account."),
        [ServerError] = Person(502, "The sign-in service reported a problem. Please try again."),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Codes => ByCode.Keys;

    /// <summary>The failure of the code; a general failure for a code that WorkOS has added since.</summary>
    public static Failure Get(string code) => ByCode.GetValueOrDefault(code, Unknown);

    public static bool IsKnown(string code) => ByCode.ContainsKey(code);

    private static Failure Person(int status, string sentence) => new(status, IsForOperator: false, sentence);

    private static Failure Operator(int status, string sentence) => new(status, IsForOperator: true, sentence);
}
